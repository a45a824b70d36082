using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class FirstOfferTests
{
    [Fact]
    public async Task Where_nothing_is_ever_offered_the_wait_ends_all_the_same_however_late_the_clock_is_read() =>
        await FirstOffer.WaitAsync(new HostState(), new LateClock(), TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

    /// <summary>Each look at it comes 125.3 ms after the one before, the fourth thus 1.2 ms after the half second; timers are over at once.</summary>
    private sealed class LateClock : TimeProvider
    {
        private long _looks;

        public override long TimestampFrequency => 10_000;

        public override long GetTimestamp() => 1253 * _looks++;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
