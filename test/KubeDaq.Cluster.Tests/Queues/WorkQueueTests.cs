using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Queues;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Queues;

public sealed class WorkQueueTests : IDisposable
{
    private static readonly ObjectName A = new("np04", "a");
    private static readonly ObjectName B = new("np04", "b");
    private readonly FakeTimeProvider _time = new();
    private readonly WorkQueue _queue;

    public WorkQueueTests() => _queue = new WorkQueue("test", new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), _time);

    [Fact]
    public void A_name_waits_once_however_often_it_is_added()
    {
        _queue.Add(A);
        _queue.Add(A);
        _queue.Add(B);
        Assert.Equal([A, B], TakeAll());
    }

    [Fact]
    public void A_name_in_work_is_queued_once_more_and_comes_only_after_it_is_done()
    {
        _queue.Add(A);
        TakeAll();
        _queue.Add(A);
        _queue.Add(A);
        Assert.Empty(TakeAll());
        _queue.Done(A);
        Assert.Equal([A], TakeAll());
        _queue.Done(A);
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void A_delayed_name_comes_when_it_is_due()
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(5));
        _time.Advance(TimeSpan.FromSeconds(4));
        Assert.Empty(TakeAll());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([A], TakeAll());
    }

    [Fact]
    public void Of_several_delays_the_shortest_counts()
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(5));
        _queue.AddAfter(A, TimeSpan.FromSeconds(2));
        _queue.AddAfter(A, TimeSpan.FromSeconds(9));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([A], TakeAll());
        _queue.Done(A);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(TakeAll());
    }

    [Fact]
    public void Failures_wait_longer_each_time_until_they_are_forgotten()
    {
        var waits = Enumerable.Range(0, 5).Select(_ => _queue.AddFailed(A).TotalSeconds).ToList();
        Assert.Equal([1, 2, 4, 8, 8], waits);
        _queue.Forget(A);
        Assert.Equal(1, _queue.AddFailed(A).TotalSeconds);
        Assert.Equal(1, _queue.AddFailed(B).TotalSeconds);
    }

    [Fact]
    public async Task A_stopped_wait_takes_nothing_away()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _queue.TakeAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _queue.Add(A);
        Assert.Equal([A], TakeAll());
    }

    [Fact]
    public void Nothing_comes_after_the_end()
    {
        _queue.AddAfter(A, TimeSpan.FromSeconds(1));
        _queue.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));
        _queue.Add(B);
        Assert.Empty(TakeAll());
    }

    public void Dispose() => _queue.Dispose();

    private List<ObjectName> TakeAll()
    {
        var taken = new List<ObjectName>();
        while (_queue.TryTake(out var key))
            taken.Add(key);
        return taken;
    }
}
