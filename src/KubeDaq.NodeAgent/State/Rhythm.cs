namespace KubeDaq.NodeAgent.State;

/// <summary>
/// What is done again and again is done at common moments: those of a period are at its whole multiples, so the processor of a host at rest
/// wakes up once for all of it.
/// </summary>
internal static class Rhythm
{
    /// <summary>From now to the next moment of a period: more than nothing, and no more than the period.</summary>
    public static TimeSpan UntilNext(TimeSpan period, TimeProvider time) => period - TimeSpan.FromTicks(time.GetElapsedTime(0).Ticks % period.Ticks);
}
