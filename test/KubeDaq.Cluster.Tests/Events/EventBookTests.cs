using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Events;

namespace KubeDaq.Cluster.Tests.Events;

public sealed class EventBookTests
{
    private static readonly EventSubject Coldbox = new("dune.daq/v1alpha1", "Partition", new ObjectName("np04", "coldbox"), "u");
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
    private readonly EventBook _book = new();

    [Fact]
    public void What_repeats_is_one_series()
    {
        var first = _book.Enter(Waiting(1), Start);
        Assert.Same(first, _book.Enter(Waiting(1), Start.AddMinutes(9)));
        Assert.Same(first, _book.Enter(Waiting(1), Start.AddMinutes(18)));
        Assert.Equal((3, Start, Start.AddMinutes(18)), (first!.Count, first.First, first.Last));
    }

    [Fact]
    public void After_a_pause_or_with_another_note_it_is_a_new_event()
    {
        var first = _book.Enter(Waiting(1), Start);
        Assert.NotSame(first, _book.Enter(Waiting(2), Start));
        Assert.NotSame(first, _book.Enter(Waiting(1), Start + EventBook.SeriesEnd));
    }

    [Fact]
    public void One_object_gets_a_bounded_number_of_new_events()
    {
        var entered = Enumerable.Range(0, 100).Count(i => _book.Enter(Waiting(i), Start) is not null);
        Assert.Equal(EventBook.Burst, entered);
        Assert.NotNull(_book.Enter(Waiting(0), Start));
        Assert.NotNull(_book.Enter(Waiting(0) with { About = Coldbox with { Uid = "another" } }, Start));
        Assert.NotNull(_book.Enter(Waiting(100), Start + EventBook.Refill));
        Assert.Null(_book.Enter(Waiting(101), Start + EventBook.Refill));
    }

    [Fact]
    public void A_count_is_due_when_it_rose_and_some_time_has_passed()
    {
        var series = _book.Enter(Waiting(1), Start)!;
        (series.WrittenCount, series.WrittenAt) = (1, Start);
        Assert.Empty(_book.Due(Start + EventBook.SeriesPeriod));
        _book.Enter(Waiting(1), Start.AddSeconds(1));
        Assert.Empty(_book.Due(Start.AddSeconds(1)));
        Assert.Same(series, Assert.Single(_book.Due(Start + EventBook.SeriesPeriod)));
    }

    [Fact]
    public void What_is_over_is_dropped()
    {
        var first = _book.Enter(Waiting(1), Start);
        _book.Tidy(Start.AddMinutes(1));
        Assert.Same(first, _book.Enter(Waiting(1), Start.AddMinutes(1)));
        _book.Tidy(Start.AddHours(1));
        Assert.NotSame(first, _book.Enter(Waiting(1), Start.AddHours(1)));
    }

    private static Happening Waiting(int card) => new(Coldbox, EventType.Normal, "Waiting", $"waiting for card apa{card:000}");
}
