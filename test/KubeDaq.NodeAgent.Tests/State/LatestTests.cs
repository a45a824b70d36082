using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class LatestTests
{
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
}
