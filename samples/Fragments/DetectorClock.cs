namespace KubeDaq.Samples.Fragments;

/// <summary>The detector's clock: 62.5 MHz, so a tick is 16 ns.</summary>
public static class DetectorClock
{
    /// <summary>Ticks since 1970.</summary>
    public static ulong Ticks(DateTimeOffset time) => (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 25 / 4;

    /// <summary>How many ticks a time lasts.</summary>
    public static ulong Ticks(TimeSpan time) => (ulong)time.Ticks * 25 / 4;
}
