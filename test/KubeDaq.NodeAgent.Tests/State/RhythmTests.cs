using CsCheck;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class RhythmTests
{
    [Fact]
    public void Those_of_one_period_wake_at_one_moment_whenever_they_begin_to_wait() =>
        Gen.Select(Gen.Int[1, 3600], Gen.Long[0, 10_000_000_000], Gen.Double[0, 1]).Sample((seconds, start, part) =>
        {
            var (time, period) = (new FakeTimeProvider(), TimeSpan.FromSeconds(seconds));
            time.Advance(TimeSpan.FromTicks(start));
            var first = Rhythm.UntilNext(period, time);
            Assert.InRange(first, TimeSpan.FromTicks(1), period);
            var between = first * part;
            time.Advance(between);
            var second = Rhythm.UntilNext(period, time);
            var missed = (second - (first - between)).TotalMilliseconds % period.TotalMilliseconds;
            Assert.True(Math.Abs(missed) < 0.1 || Math.Abs(missed) > period.TotalMilliseconds - 0.1, $"{missed} ms beside it");
        });
}
