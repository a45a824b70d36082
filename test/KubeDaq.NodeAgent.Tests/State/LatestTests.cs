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
}
