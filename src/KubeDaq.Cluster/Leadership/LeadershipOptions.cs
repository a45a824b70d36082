using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Leadership;

/// <summary>How one of several instances is elected.</summary>
/// <param name="Lease">The Lease object that they compete for.</param>
/// <param name="Identity">This instance; no other, past or present, may have the same.</param>
public sealed record LeadershipOptions(ObjectName Lease, string Identity)
{
    /// <summary>How long others wait without seeing a renewal before they take over.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long after its last renewal a leader works on; the rest of <see cref="Duration"/> is for ending the work.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long between two attempts to take or renew.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An identity that no other process has.</summary>
    public static string NewIdentity() => $"{Environment.MachineName}_{Guid.NewGuid():N}";

    internal void Check()
    {
        if (Duration <= RenewDeadline || RenewDeadline <= RetryPeriod || RetryPeriod <= TimeSpan.Zero || Identity.Length == 0)
            throw new ArgumentException("a lease must last longer than its renew deadline, and that longer than the retry period; an identity is needed");
    }
}
