using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>The rules kubedaq-agent-... of deploy/agent-policy.yaml: the agent of a host, known by the node in its token, writes only objects of that host.</summary>
internal sealed class AgentRule : IAdmission
{
    private const string Account = "system:serviceaccount:kubedaq-agent:kubedaq-agent";

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.User.Name != Account)
            return;
        var node = request.User.Extra.TryGetValue(UserExtra.NodeName, out var names) && names.Count > 0 ? names[0] : "";
        var rule = (request.Request.Group, request.Request.Resource) switch
        {
            ("dune.daq", "readoutcards") => "kubedaq-agent-objects",
            ("dune.daq", "daqhosts") => "kubedaq-agent-host",
            ("", "nodes") => "kubedaq-agent-node",
            ("", "pods") => "kubedaq-agent-pod",
            ("resource.k8s.io", "resourceslices") => "kubedaq-agent-slice",
            ("resource.k8s.io", "deviceclasses") => "kubedaq-agent-class",
            _ => null,
        };
        if (rule is not null && Problem(rule, request, node) is { } problem)
            throw request.Refused(rule, problem);
    }

    private static string? Problem(string rule, AdmissionRequest request, string node) => rule switch
    {
        "kubedaq-agent-objects" => OfCard(request, node),
        "kubedaq-agent-host" => OfHost(request, node),
        "kubedaq-agent-node" => AgentNodeRule.Problem(request, node),
        "kubedaq-agent-pod" => AgentPodRule.Problem(request, node),
        "kubedaq-agent-slice" => OfSlice(request, node),
        _ => request.Object?["spec"]?["extendedResourceName"]?.ToString().StartsWith("dune.daq/flxcard-", StringComparison.Ordinal) == true
            ? null
            : "an agent makes only DeviceClasses of cards",
    };

    private static string? OfCard(AdmissionRequest request, string node)
    {
        if (node.Length == 0)
            return "the agent's token is not bound to a node; only the kubelet of its host gives one that is";
        var host = (request.OldObject ?? request.Object)?["spec"]?["host"]?.ToString();
        if (host != node)
            return $"an agent writes only cards of its own host: this one is of {host}, and the agent is on {node}";
        return IsInMaintenance(request.Object) == IsInMaintenance(request.OldObject) ? null : "maintenance is an administrator's to set, not an agent's";
    }

    private static string? OfHost(AdmissionRequest request, string node)
    {
        var name = (request.Object ?? request.OldObject)!.Name();
        return node.Length > 0 && name == node
            ? null
            : $"an agent writes only its own host: this one is {name}, and the agent is on {(node.Length == 0 ? "no node that its token names" : node)}";
    }

    private static string? OfSlice(AdmissionRequest request, string node)
    {
        var both = new[] { request.Object, request.OldObject }.OfType<JsonObject>().ToList();
        if (node.Length == 0 || both.Any(slice => slice["spec"]?["nodeName"]?.ToString() != node))
            return "an agent writes only the ResourceSlices of its own node";
        return both[0]["spec"]?["driver"]?.ToString() == "cards.dune.daq" ? null : "an agent writes only the ResourceSlices of driver cards.dune.daq";
    }

    private static bool IsInMaintenance(JsonObject? card) => card?["spec"]?["maintenance"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
}
