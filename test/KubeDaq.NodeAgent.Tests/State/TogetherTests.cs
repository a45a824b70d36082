using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class TogetherTests
{
    [Fact]
    public async Task The_failure_of_one_ends_the_others_and_is_told()
    {
        Task? other = null;
        var work = Together.RunAsync(
            TestContext.Current.CancellationToken, stop => other = ForeverAsync(stop), _ => Task.FromException(new InvalidOperationException("it broke")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => work);
        Assert.True(other!.IsCompleted);
    }

    [Fact]
    public async Task Being_stopped_ends_all()
    {
        using var stop = new CancellationTokenSource();
        var work = Together.RunAsync(stop.Token, ForeverAsync, ForeverAsync);
        Assert.False(work.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private static Task ForeverAsync(CancellationToken stop) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
}
