using KubeDaq.NodeAgent.Checkpoint;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>All that guards the cards, put together.</summary>
internal sealed record GuardParts(GrantLedger Ledger, Handover Handover, IHostPods Pods, Refusals Refusals, IReadOnlyList<IAgentPart> Running)
{
    private const string CheckpointName = "grants.json";

    /// <summary>Reads the checkpoint and puts the parts together.</summary>
    public static GuardParts Make(AgentContext context, ILogger log)
    {
        var (state, time) = (context.State, context.Time);
        var file = new CheckpointFile(Path.Combine(context.Options.StateFolder, CheckpointName));
        var content = file.Load();
        if (content.Problem is { } problem)
            GuardLog.Incomplete(log, problem);
        else if (!content.IsComplete)
            GuardLog.First(log);
        var refusals = new Refusals(state, context.Events, context.Gauges, log);
        var cgroups = new CgroupTree(context.Options.HostRoot);
        var owners = new KubeletOwners(context.Options.KubeletRoot, state, time);
        if (context.ApiServer is not { } server)
        {
            // Nobody can say which pods there are; the kubelet's own counting is all that remains.
            var alone = new KubeletAlone(state);
            var ledger = new GrantLedger(file, content with { IsComplete = true }, time);
            return new(ledger, new(state, ledger, new(alone, owners, cgroups, time), alone, time), alone, refusals, [new HandoverLog(ledger, log)]);
        }
        var pods = new PodWatch(server, context.Options.NodeName);
        var grants = new GrantLedger(file, content, time);
        var holders = new Holders(pods, owners, cgroups, time);
        var handover = new Handover(state, grants, holders, new CardRecords(server, state), time);
        return new(grants, handover, pods, refusals, [pods, new GrantUpkeep(grants, holders, owners, pods, context.Rounds, log), new HandoverLog(grants, log)]);
    }
}
