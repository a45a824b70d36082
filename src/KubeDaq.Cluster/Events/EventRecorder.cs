using System.Threading.Channels;
using k8s.Models;
using KubeDaq.Cluster.Clients;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Events;

/// <summary>Records events in the background: what repeats is counted, and no object gets more than a bounded number.</summary>
public sealed class EventRecorder : IEventRecorder
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly Channel<Happening> _inbox;
    private readonly EventBook _book = new();
    private readonly EventWriter _writer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <summary>Prepares; nothing is written before <see cref="RunAsync"/>.</summary>
    /// <param name="events">The client for events.</param>
    /// <param name="controller">Who tells, <c>dune.daq/operator</c>.</param>
    /// <param name="instance">Which instance of it, the pod's name.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where failures go.</param>
    public EventRecorder(IResourceClient<Eventsv1Event> events, string controller, string instance, TimeProvider time, ILogger<EventRecorder> logger)
    {
        _writer = new EventWriter(events, controller, instance);
        _time = time;
        _logger = logger;
        var bounded = new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _inbox = Channel.CreateBounded<Happening>(bounded, dropped => EventMetrics.Dropped.Add(1));
    }

    /// <inheritdoc/>
    public void Record(EventSubject about, EventType type, string reason, string note) =>
        _inbox.Writer.TryWrite(new Happening(about, type, reason, note));

    /// <summary>Writes until it is stopped, and then for at most two seconds what is left.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // What is being written at the stop is seen through as well.
        using var end = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        await using var ending = stop.Register(() => end.CancelAfter(LastWords));
        while (!stop.IsCancellationRequested)
        {
            await WaitAsync(stop);
            await WriteAllAsync(end.Token);
        }

        await WriteAllAsync(end.Token);
    }

    /// <summary>Until something happened, or a series may be written.</summary>
    private async Task WaitAsync(CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var happened = _inbox.Reader.WaitToReadAsync(either.Token).AsTask();
        var period = Task.Delay(EventBook.SeriesPeriod, _time, either.Token);
        await Task.WhenAny(happened, period);
        await either.CancelAsync();
        await Task.WhenAll(happened, period).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && _inbox.Reader.TryRead(out var happening))
        {
            var series = _book.Enter(happening, _time.GetUtcNow());
            if (series is null)
                EventMetrics.Dropped.Add(1);
            else if (series.WrittenCount == 0)
                await WriteAsync(series, stop);
        }

        var now = _time.GetUtcNow();
        foreach (var series in _book.Due(now))
            await WriteAsync(series, stop);
        _book.Tidy(now);
    }

    private async Task WriteAsync(EventSeries series, CancellationToken stop)
    {
        try
        {
            await _writer.WriteAsync(series, _time.GetUtcNow(), stop);
            EventMetrics.Written.Add(1);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            EventMetrics.Dropped.Add(1);
        }
        catch (Exception e)
        {
            // An event is a courtesy; the object's status says the same and is not lost.
            _book.Remove(series);
            EventMetrics.Dropped.Add(1);
            EventLog.Dropped(_logger, series.Happening.Reason, series.Happening.About.Name, e.Message);
        }
    }
}
