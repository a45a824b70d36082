using KubeDaq.Api;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Tells people of a refusal: an Event on the card and on each pod that may be meant, a line in the log, a number.</summary>
internal sealed class Refusals(HostState state, IAgentEvents events, Gauges gauges, ILogger log)
{
    private const string Counter = "kubedaq_agent_refusals_total";

    /// <summary>Tells it.</summary>
    public void Tell(CardPart part, IReadOnlyList<Requester> requesters, Refusal refusal)
    {
        GuardLog.Refused(log, part.Name, refusal.Reason, refusal.Message);
        gauges.Describe(Counter, "How often a card was not handed over, by reason.", "counter");
        gauges.Add(Counter, 1, "reason", refusal.Reason);
        if (state.Records.Current?.GetValueOrDefault(part.Card) is { } record)
            events.Note(new(ApiGroup.ApiVersion, "ReadoutCard", null, part.Card, record.Metadata.Uid), EventLevel.Warning, refusal.Reason, refusal.Message);
        foreach (var pod in requesters.Select(requester => requester.Pod))
            events.Note(new("v1", "Pod", pod.Namespace, pod.Name, pod.Uid), EventLevel.Warning, refusal.Reason, refusal.Message);
    }
}
