using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class ChangesTests
{
    [Fact]
    public async Task When_one_value_changes_the_waits_for_the_others_end()
    {
        var (changing, still) = (new Latest<int>(0), new Latest<int>(0));
        Task other = Task.CompletedTask;
        var first = Changes.FirstAsync(next => [changing.NextAsync(0, next), other = still.NextAsync(0, next)], TestContext.Current.CancellationToken);
        Assert.False(first.IsCompleted);
        changing.Set(1);
        await first;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other);
    }

    [Fact]
    public async Task Being_stopped_is_no_change()
    {
        using var stop = new CancellationTokenSource();
        var first = Changes.FirstAsync(next => [new Latest<int>(0).NextAsync(0, next)], stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }
}
