using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Keeps one pod of a DaemonSet on every node that it is meant for.</summary>
internal sealed class DaemonSetController(IObjects objects, EventRecorder events, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    private const string HashLabel = "controller-revision-hash";

    // What keeps other pods away from a node does not keep a daemon's.
    private static readonly (string Key, string Effect)[] Tolerated =
    [
        ("node.kubernetes.io/not-ready", "NoExecute"), ("node.kubernetes.io/unreachable", "NoExecute"), ("node.kubernetes.io/disk-pressure", "NoSchedule"),
        ("node.kubernetes.io/memory-pressure", "NoSchedule"), ("node.kubernetes.io/pid-pressure", "NoSchedule"), ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];

    private readonly ChildPods _pods = new(objects, events, "daemonset-controller");

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
    [
        (Kinds.DaemonSets, Itself), (Kinds.Pods, ControllerOfKind("DaemonSet")),
        (Kinds.Nodes, _ => Objects.List(Kinds.DaemonSets).Items.Select(set => new ObjectName(set.Key.Namespace, set.Key.Name))),
    ];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.DaemonSets, name.Namespace, name.Name)?.Value is not { } set || set.At("metadata", "deletionTimestamp") is not null)
            return null;
        var hash = Hash(set);
        var pods = Objects.Controlled(Kinds.Pods, set);
        var nodes = Objects.List(Kinds.Nodes).Items.Select(item => item.Value).Where(node => RunsOn(set, node)).Select(node => node.Name()).ToHashSet();
        foreach (var pod in pods.Where(pod => pod.Text("status", "phase") == "Failed" || !nodes.Contains(Target(pod))))
            _pods.Delete(set, pod);
        foreach (var node in nodes.Where(node => pods.All(pod => Target(pod) != node)))
            _pods.Create(set, pod => Pin(pod, node, hash));
        Update(set, pods.Where(pod => ChildPods.IsActive(pod) && nodes.Contains(Target(pod))).ToList(), hash);
        WriteStatus(set, nodes, hash);
        return null;
    }

    private static bool RunsOn(JsonObject set, JsonObject node)
    {
        var pod = new JsonObject { ["spec"] = set.At("spec", "template", "spec")?.DeepClone() };
        Tolerate(pod);
        var state = new NodeState(node.Name());
        state.Take(node);
        var demand = PodDemand.Of(pod) with { Ports = [], Amounts = new Dictionary<string, long>() };
        return NodeFilter.Refuse(demand, state) is null or { CanBeFreed: true };
    }

    private static string Target(JsonObject pod) => pod.Text("spec", "nodeName") ?? pod.At("spec", "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
        .Maps("nodeSelectorTerms").SelectMany(term => term.Maps("matchFields")).SelectMany(field => field.Texts("values")).FirstOrDefault() ?? "";

    private static void Pin(JsonObject pod, string node, string hash)
    {
        pod.Metadata().Ensure("labels")[HashLabel] = hash;
        var affinity = pod.Ensure("spec").Ensure("affinity").Ensure("nodeAffinity").Ensure("requiredDuringSchedulingIgnoredDuringExecution");
        if (!affinity.Maps("nodeSelectorTerms").Any())
            affinity["nodeSelectorTerms"] = new JsonArray(new JsonObject());
        foreach (var term in affinity.Maps("nodeSelectorTerms"))
            term["matchFields"] = new JsonArray(new JsonObject { ["key"] = "metadata.name", ["operator"] = "In", ["values"] = new JsonArray(node) });
        Tolerate(pod);
    }

    private static void Tolerate(JsonObject pod)
    {
        var tolerations = pod.Ensure("spec")["tolerations"] as JsonArray ?? [];
        foreach (var (key, effect) in Tolerated)
            tolerations.Add(new JsonObject { ["key"] = key, ["operator"] = "Exists", ["effect"] = effect });
        if (tolerations.Parent is null)
            pod["spec"]!["tolerations"] = tolerations;
    }

    private void Update(JsonObject set, List<JsonObject> pods, string hash)
    {
        if (set.Text("spec", "updateStrategy", "type") == "OnDelete")
            return;
        // One after the other: the next goes when all are ready again.
        var old = pods.Where(pod => pod.Text("metadata", "labels", HashLabel) != hash).OrderBy(ChildPods.IsReady).ToList();
        var limit = set.Number("spec", "updateStrategy", "rollingUpdate", "maxUnavailable") ?? 1;
        foreach (var pod in old.Take((int)Math.Max(0, limit - pods.Count(pod => !ChildPods.IsReady(pod) && !old.Contains(pod)))))
            _pods.Delete(set, pod);
    }

    private void WriteStatus(JsonObject set, HashSet<string> nodes, string hash)
    {
        var all = Objects.Controlled(Kinds.Pods, set).Where(ChildPods.IsActive).ToList();
        var pods = all.Where(pod => nodes.Contains(Target(pod))).ToList();
        var ready = pods.Count(ChildPods.IsReady);
        Objects.Update(Kinds.DaemonSets, set.Namespace(), set.Name(), value =>
        {
            var status = value.Ensure("status");
            status["observedGeneration"] = set.Number("metadata", "generation") ?? 1;
            status["desiredNumberScheduled"] = nodes.Count;
            status["currentNumberScheduled"] = pods.Count;
            status["numberMisscheduled"] = all.Count - pods.Count;
            status["numberReady"] = ready;
            Counts.Write(status, ("updatedNumberScheduled", pods.Count(pod => pod.Text("metadata", "labels", HashLabel) == hash)), ("numberAvailable", ready), ("numberUnavailable", nodes.Count - ready));
            return true;
        }, "status", set.Uid());
    }

    private static string Hash(JsonObject set) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set.At("spec", "template")!.ToJsonString())))[..10];
}
