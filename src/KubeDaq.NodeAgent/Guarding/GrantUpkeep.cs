using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Keeps the grants true: learns owners from the kubelet, and takes back what nobody has any more.</summary>
internal sealed class GrantUpkeep(GrantLedger ledger, Holders holders, IKubeletOwners owners, PodWatch pods, TimeProvider time, ILogger log) : IAgentPart
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ShortestWhileUnknown = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWhileUnknown = TimeSpan.FromSeconds(2);

    // From the agent's yes until the kubelet's books show it; a kubelet takes milliseconds, a busy one more.
    private static readonly TimeSpan UntilWritten = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public string Name => "grants";

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var (seen, pause) = (pods.Pods.Version, ShortestWhileUnknown);
        while (true)
        {
            await SettleAsync(stop);
            await TakeBackAsync(stop);
            await pods.Pods.NextAsync(seen, ledger.IsComplete ? Rhythm.UntilNext(Period, time) : pause, time, stop);
            seen = pods.Pods.Version;
            // There may be no kubelet at all, where cards are only counted.
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestWhileUnknown.Ticks));
        }
    }

    private async Task SettleAsync(CancellationToken stop)
    {
        if (!owners.IsThere || ledger.IsComplete && ledger.Grants.Current.All(grant => grant.Pods.Count == 1))
            return;
        var written = time.GetUtcNow() - UntilWritten;
        if (await pods.ReadAsync(stop) is not { } known || await owners.ReadAsync(stop) is not { } owned)
            return;
        var wasComplete = ledger.IsComplete;
        ledger.Learn(grants => Books.Settle(grants, owned, known, time.GetUtcNow(), written));
        if (!wasComplete)
            GuardLog.Learned(log, ledger.Grants.Current.Count);
    }

    private async Task TakeBackAsync(CancellationToken stop)
    {
        // Only those that the followed pods do not vouch for: the common case costs no request. A claim's are taken back when the kubelet says so.
        var doubtful = ledger.Grants.Current.Where(grant => (grant.Claim is null or Books.UnknownClaim) && !grant.Pods.Any(IsKnownAlive)).ToList();
        if (doubtful.Count == 0)
            return;
        var over = await holders.OverAsync(doubtful, stop);
        ledger.Remove(over);
        foreach (var grant in over)
            GuardLog.TakenBack(log, grant.Part.Name, string.Join(" or ", grant.Pods));
        await CorrectAsync([.. doubtful.Except(over)], stop);
    }

    private async Task CorrectAsync(List<Grant> doubtful, CancellationToken stop)
    {
        if (doubtful.Count > 0 && owners.IsThere && await owners.ReadAsync(stop) is { Count: > 0 } owned && await pods.ReadAsync(stop) is { } known)
            ledger.Correct(grants => Books.Correct(grants, doubtful, owned, known));
    }

    private bool IsKnownAlive(PodRef pod) => pods.Known?.Any(one => one.Ref == pod && !one.IsOver) ?? false;
}
