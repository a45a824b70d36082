using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Says in the log what was handed over, when the kubelet has its answer: a line wakes up who writes it, beside the answer's way.</summary>
internal sealed class HandoverLog(GrantLedger ledger, ILogger log) : IAgentPart
{
    private IReadOnlyList<Grant> _told = ledger.Grants.Current;

    /// <inheritdoc/>
    public string Name => "handover log";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        await foreach (var grants in ledger.Grants.FollowAsync(stop))
        {
            foreach (var grant in grants.Where(grant => !_told.Any(one => IsSame(one, grant))))
                GuardLog.HandedOver(log, grant.Part.Name, string.Join(" or ", grant.Pods));
            _told = grants;
        }
    }

    // Which pods it may be is put right later, and is no handover.
    private static bool IsSame(Grant one, Grant other) => one.Part == other.Part && one.Claim == other.Claim && one.Since == other.Since;
}
