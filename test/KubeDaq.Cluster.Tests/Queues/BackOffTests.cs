using KubeDaq.Cluster.Queues;

namespace KubeDaq.Cluster.Tests.Queues;

public sealed class BackOffTests
{
    private static readonly BackOff Seconds = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 30)]
    [InlineData(int.MaxValue, 30)]
    public void Each_failure_doubles_the_wait_up_to_the_cap(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Seconds.After(failures));

    [Fact]
    public void Jitter_shortens_by_at_most_a_half()
    {
        var jitter = new Random(1);
        for (var i = 1; i < 100; i++)
            Assert.InRange(Seconds.After(i, jitter), Seconds.After(i) / 2, Seconds.After(i));
    }
}
