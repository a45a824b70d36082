using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>What a pod asks of the node it will run on.</summary>
internal sealed record PodDemand
{
    /// <summary>The pod.</summary>
    public required string Namespace { get; init; }

    /// <summary>The pod's name.</summary>
    public required string Name { get; init; }

    /// <summary>The pod's uid.</summary>
    public required string Uid { get; init; }

    /// <summary>Higher goes first.</summary>
    public long Priority { get; init; }

    /// <summary>Amounts by resource name: thousandths of a cpu, else whole units.</summary>
    public IReadOnlyDictionary<string, long> Amounts { get; init; } = new Dictionary<string, long>();

    /// <summary>Ports of the host.</summary>
    public IReadOnlyList<HostPort> Ports { get; init; } = [];

    /// <summary>Labels that the node must have.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> NodeSelector { get; init; } = [];

    /// <summary>One of these must match the node; empty: any node.</summary>
    public IReadOnlyList<NodeTerm> RequiredTerms { get; init; } = [];

    /// <summary>Whether terms are required at all: a required affinity without terms matches nothing.</summary>
    public bool HasRequiredTerms { get; init; }

    /// <summary>Each that matches makes the node better.</summary>
    public IReadOnlyList<(long Weight, NodeTerm Term)> PreferredTerms { get; init; } = [];

    /// <summary>Taints that do not keep it away.</summary>
    public IReadOnlyList<Toleration> Tolerations { get; init; } = [];

    /// <summary>Reads a pod.</summary>
    public static PodDemand Of(JsonObject pod)
    {
        var affinity = pod.At("spec", "affinity", "nodeAffinity");
        var required = affinity.At("requiredDuringSchedulingIgnoredDuringExecution");
        return new()
        {
            Namespace = pod.Namespace(),
            Name = pod.Name(),
            Uid = pod.Uid(),
            Priority = pod.Number("spec", "priority") ?? 0,
            Amounts = PodAmounts.Of(pod),
            Ports = [.. HostPort.Of(pod)],
            NodeSelector = [.. pod.Pairs("spec", "nodeSelector")],
            HasRequiredTerms = required is not null,
            RequiredTerms = [.. required.Maps("nodeSelectorTerms").Select(NodeTerm.Of)],
            PreferredTerms = [.. affinity.Maps("preferredDuringSchedulingIgnoredDuringExecution")
                .Select(one => (one.Number("weight") ?? 1, NodeTerm.Of(one.At("preference"))))],
            Tolerations = [.. pod.Maps("spec", "tolerations").Select(Toleration.Of)],
        };
    }

    /// <summary>Whether a pod still takes what it asked for.</summary>
    public static bool Counts(JsonObject pod) => pod.Text("status", "phase") is not ("Succeeded" or "Failed");
}
