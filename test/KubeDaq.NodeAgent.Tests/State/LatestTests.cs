using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class LatestTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_follower_sees_the_value_now_and_each_newer_one()
    {
        var latest = new Latest<int>(1);
        await using var follower = latest.FollowAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await follower.MoveNextAsync());
        Assert.Equal(1, follower.Current);

        var next = follower.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        latest.Set(2);
        Assert.True(await next);
        Assert.Equal(2, follower.Current);
    }

    [Fact]
    public async Task A_slow_follower_misses_what_lay_between_and_never_the_newest()
    {
        var latest = new Latest<int>(0);
        await using var follower = latest.FollowAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await follower.MoveNextAsync());
        for (var i = 1; i <= 100; i++)
            latest.Change(value => value + 1);
        Assert.True(await follower.MoveNextAsync());
        Assert.Equal(100, follower.Current);
    }

    [Fact]
    public async Task Followers_that_are_told_later_are_told_once_of_all_that_changed_while_the_value_is_new_at_once()
    {
        var time = new FakeTimeProvider();
        var latest = new Latest<int>(0, Pause, time);
        var next = latest.NextAsync(0, Stop);
        latest.Set(1);
        Assert.Equal((1, 1), (latest.Current, latest.Version));
        time.Advance(Pause / 2);
        latest.Set(2);
        Assert.False(next.IsCompleted);
        time.Advance(Pause / 2);
        await next;

        await using var follower = latest.FollowAsync(Stop).GetAsyncEnumerator(Stop);
        Assert.True(await follower.MoveNextAsync());
        Assert.Equal(2, follower.Current);
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_and_leaves_nothing_with_a_value_that_never_changes()
    {
        var (time, latest) = (new FakeTimeProvider(), new Latest<int>(1));
        var waits = new List<WeakReference>();
        for (var wait = 0; wait < 100; wait++)
            waits.Add(await WaitAsync(latest, time));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        // The last may still be in a register or on the stack.
        Assert.InRange(waits.Count(wait => wait.IsAlive), 0, 5);
        Assert.Equal(1, latest.Current);
    }

    [Fact]
    public async Task A_wait_ends_with_a_change_before_its_time_and_when_it_is_stopped()
    {
        var (time, latest) = (new FakeTimeProvider(), new Latest<int>(1));
        var changed = latest.NextAsync(latest.Version, Pause, time, Stop);
        latest.Set(2);
        await changed;
        using var stop = new CancellationTokenSource();
        var stopped = latest.NextAsync(latest.Version, Pause, time, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped);
    }

    [Fact]
    public async Task A_change_after_a_telling_is_told_too()
    {
        var time = new FakeTimeProvider();
        var latest = new Latest<int>(0, Pause, time);
        foreach (var value in new[] { 1, 2 })
        {
            var next = latest.NextAsync(latest.Version, Stop);
            latest.Set(value);
            time.Advance(Pause);
            await next;
        }
    }

    private static async Task<WeakReference> WaitAsync(Latest<int> latest, FakeTimeProvider time)
    {
        var wait = latest.NextAsync(latest.Version, Pause, time, Stop);
        time.Advance(Pause);
        await wait;
        return new(wait);
    }
}
