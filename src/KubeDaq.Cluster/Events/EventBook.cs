namespace KubeDaq.Cluster.Events;

/// <summary>Decides what becomes of a happening: a new event, one more of a series, or nothing because there are too many.</summary>
/// <remarks>Not safe for several threads; no input or output.</remarks>
internal sealed class EventBook
{
    /// <summary>Something that repeats within this time is one series.</summary>
    public static readonly TimeSpan SeriesEnd = TimeSpan.FromMinutes(10);

    /// <summary>The count of a series is written no more often than this.</summary>
    public static readonly TimeSpan SeriesPeriod = TimeSpan.FromSeconds(10);

    /// <summary>So many new events about one object may come at once.</summary>
    public const int Burst = 25;

    /// <summary>And one more after each such time.</summary>
    public static readonly TimeSpan Refill = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Happening, EventSeries> _series = [];
    private readonly Dictionary<EventSubject, (double Spent, DateTimeOffset At)> _spent = [];

    /// <summary>Enters a happening; null where it is dropped.</summary>
    public EventSeries? Enter(Happening happening, DateTimeOffset now)
    {
        if (_series.TryGetValue(happening, out var series) && now - series.Last < SeriesEnd)
        {
            series.Count++;
            series.Last = now;
            return series;
        }

        if (!MaySpend(happening.About, now))
            return null;
        return _series[happening] = new EventSeries(happening, now);
    }

    /// <summary>Series whose event does not say the newest count yet, and may be written now.</summary>
    public IReadOnlyList<EventSeries> Due(DateTimeOffset now) =>
        [.. _series.Values.Where(s => s.WrittenCount > 0 && s.Count > s.WrittenCount && now - s.WrittenAt >= SeriesPeriod)];

    /// <summary>Drops what is over, so that the book stays small.</summary>
    public void Tidy(DateTimeOffset now)
    {
        foreach (var (key, series) in _series)
        {
            if (now - series.Last >= SeriesEnd)
                _series.Remove(key);
        }

        foreach (var (key, (spent, at)) in _spent)
        {
            if (now - at >= Refill * spent)
                _spent.Remove(key);
        }
    }

    /// <summary>The series' event is gone: the next of its kind is a new one.</summary>
    public void Remove(EventSeries series) => _series.Remove(series.Happening);

    private bool MaySpend(EventSubject about, DateTimeOffset now)
    {
        var (spent, at) = _spent.GetValueOrDefault(about, (0, now));
        var left = Math.Max(0, spent - ((now - at) / Refill));
        if (left > Burst - 1)
            return false;
        _spent[about] = (left + 1, now);
        return true;
    }
}

/// <summary>The same thing, once or several times.</summary>
internal sealed class EventSeries(Happening happening, DateTimeOffset first)
{
    public Happening Happening { get; } = happening;

    public DateTimeOffset First { get; } = first;

    public DateTimeOffset Last { get; set; } = first;

    public int Count { get; set; } = 1;

    /// <summary>The event's name in the cluster, once written.</summary>
    public string? EventName { get; set; }

    public int WrittenCount { get; set; }

    public DateTimeOffset WrittenAt { get; set; }
}
