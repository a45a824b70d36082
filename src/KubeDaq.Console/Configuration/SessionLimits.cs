namespace KubeDaq.Console.Configuration;

/// <summary>What bounds the sessions, which are kept in memory.</summary>
internal sealed record SessionLimits
{
    /// <summary>A session ends when nobody used it for so long.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A session ends so long after the sign-in, however much it is used: a shift and its handover.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A person has at most so many; the one longest unused then ends.</summary>
    public int PerPerson { get; init; } = 10;

    /// <summary>There are at most so many; the one longest unused then ends.</summary>
    public int Total { get; init; } = 2000;
}
