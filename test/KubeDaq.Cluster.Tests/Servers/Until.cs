namespace KubeDaq.Cluster.Tests.Servers;

/// <summary>Waits for what must come true, and says what did not when it never does.</summary>
internal static class Until
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    /// <param name="condition">What must come true.</param>
    /// <param name="what">What that means, for the failure.</param>
    /// <param name="meanwhile">Done at each look, such as moving a clock.</param>
    public static async Task TrueAsync(Func<bool> condition, string what, Action? meanwhile = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Deadline, $"never happened: {what}");
            meanwhile?.Invoke();
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
