using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Devices;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>The Node of a simulated host, as its kubelet would register and report it.</summary>
internal static class NodeObject
{
    private static readonly (string Type, string Status, string Reason, string Message)[] Health =
    [
        ("MemoryPressure", "False", "KubeletHasSufficientMemory", "kubelet has sufficient memory available"),
        ("DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure"),
        ("PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available"),
        ("Ready", "True", "KubeletReady", "kubelet is posting ready status"),
    ];

    /// <summary>A new node.</summary>
    public static JsonObject New(SimulatedHost host)
    {
        var labels = new JsonObject
        {
            ["kubernetes.io/hostname"] = host.Name,
            ["kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = Architecture,
            ["beta.kubernetes.io/os"] = "linux",
            ["beta.kubernetes.io/arch"] = Architecture,
        };
        foreach (var (key, value) in host.Labels)
            labels[key] = value;
        return new()
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Node",
            ["metadata"] = new JsonObject { ["name"] = host.Name, ["labels"] = labels },
            ["spec"] = new JsonObject(),
        };
    }

    /// <summary>Writes what the kubelet reports; resources that somebody else put there stay.</summary>
    public static void Report(JsonObject node, SimulatedHost host, bool byAgents, string version, DateTimeOffset now)
    {
        var cards = host.Cards.SelectMany(card => card.Resources).Select(resource => resource.Name);
        if (byAgents)
            PluginCapacity.Zero(node, cards);
        var status = node.Ensure("status");
        foreach (var list in new[] { status.Ensure("capacity"), status.Ensure("allocatable") })
        {
            foreach (var (resource, amount) in Amounts(host).Concat(byAgents ? [] : cards.Select(card => (card, "1"))))
                list[resource] = amount;
        }
        status["addresses"] = new JsonArray(
            new JsonObject { ["type"] = "InternalIP", ["address"] = host.Address },
            new JsonObject { ["type"] = "Hostname", ["address"] = host.Name });
        status["daemonEndpoints"] = new JsonObject { ["kubeletEndpoint"] = new JsonObject { ["Port"] = 10250 } };
        status["nodeInfo"] = Info(host, version);
        foreach (var (type, value, reason, message) in Health)
            Conditions.Set(status, type, value, reason, message, now);
        foreach (var condition in status.Maps("conditions"))
            condition["lastHeartbeatTime"] = now.ToText();
    }

    /// <summary>
    /// Brings what pods may take in step with the capacity, as a kubelet does for resources that somebody put on the node by hand.
    /// False when it is so already.
    /// </summary>
    /// <param name="node">The node.</param>
    /// <param name="isOffered">Whether a plugin offers a resource, and so says itself how much of it there is.</param>
    public static bool FollowCapacity(JsonObject node, Func<string, bool> isOffered)
    {
        var status = node.Ensure("status");
        var (capacity, allocatable) = (status.Ensure("capacity"), status.Ensure("allocatable"));
        bool IsExtended(string resource) => resource.Contains('/', StringComparison.Ordinal) && !isOffered(resource);
        var fresh = capacity.Where(pair => IsExtended(pair.Key) && allocatable.Text(pair.Key) != pair.Value.AsText()).ToList();
        var gone = allocatable.Select(pair => pair.Key).Where(resource => IsExtended(resource) && !capacity.ContainsKey(resource)).ToList();
        foreach (var (resource, amount) in fresh)
            allocatable[resource] = amount?.DeepClone();
        foreach (var resource in gone)
            allocatable.Remove(resource);
        return fresh.Count + gone.Count > 0;
    }

    /// <summary>Its lease, as a kubelet keeps it.</summary>
    public static JsonObject Lease(SimulatedHost host, string nodeUid, DateTimeOffset now) => new()
    {
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject
        {
            ["name"] = host.Name,
            ["ownerReferences"] = new JsonArray(new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Node", ["name"] = host.Name, ["uid"] = nodeUid }),
        },
        ["spec"] = new JsonObject { ["holderIdentity"] = host.Name, ["leaseDurationSeconds"] = 40, ["renewTime"] = now.ToMicroText() },
    };

    private static string Architecture { get; } = RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    private static IEnumerable<(string, string)> Amounts(SimulatedHost host) =>
    [
        ("cpu", host.Cpu), ("memory", host.Memory), ("pods", $"{host.Pods}"), ("ephemeral-storage", "100Gi"),
    ];

    private static JsonObject Info(SimulatedHost host, string version) => new()
    {
        ["machineID"] = host.Name,
        ["systemUUID"] = host.Name,
        ["bootID"] = host.Name,
        ["kernelVersion"] = Environment.OSVersion.Version.ToString(),
        ["osImage"] = "KubeDaq sandbox",
        ["containerRuntimeVersion"] = "sandbox://" + typeof(NodeObject).Assembly.GetName().Version!.ToString(3),
        ["kubeletVersion"] = version,
        ["kubeProxyVersion"] = "",
        ["operatingSystem"] = "linux",
        ["architecture"] = Architecture,
    };
}
