using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>All that a kubelet says about a pod.</summary>
internal sealed record PodStatus
{
    /// <summary>The host's address.</summary>
    public required string HostAddress { get; init; }

    /// <summary>The pod's address; null before it has one.</summary>
    public string? Address { get; init; }

    /// <summary>When the kubelet saw the pod.</summary>
    public required DateTimeOffset StartTime { get; init; }

    /// <summary>Whether volumes and network are there.</summary>
    public bool CanStart { get; init; }

    /// <summary>A phase that does not follow from the containers, with why; null as a rule.</summary>
    public (string Phase, string Reason, string Message)? Verdict { get; init; }

    /// <summary>Writes it into the pod; conditions of others stay.</summary>
    public void Write(JsonObject pod, IReadOnlyList<ContainerView> containers, DateTimeOffset now)
    {
        var status = pod.Ensure("status");
        var phase = Verdict?.Phase ?? PodPhase.Of(containers);
        status["phase"] = phase;
        status["observedGeneration"] = pod.Number("metadata", "generation") ?? 1;
        if (Verdict is { } verdict)
        {
            status["reason"] = verdict.Reason;
            status["message"] = verdict.Message;
        }
        status["hostIP"] = HostAddress;
        status["hostIPs"] = new JsonArray(new JsonObject { ["ip"] = HostAddress });
        if (Address is not null)
        {
            status["podIP"] = Address;
            status["podIPs"] = new JsonArray(new JsonObject { ["ip"] = Address });
        }
        status["startTime"] ??= StartTime.ToText();
        WriteConditions(pod, status, containers, phase is "Succeeded" or "Failed", now);
        WriteList(status, "initContainerStatuses", containers.Where(one => one.Role != ContainerRole.Main));
        WriteList(status, "containerStatuses", containers.Where(one => one.Role == ContainerRole.Main));
    }

    private void WriteConditions(JsonObject pod, JsonObject status, IReadOnlyList<ContainerView> containers, bool ended, DateTimeOffset now)
    {
        void Set(string type, bool value, string? reason = null, string? message = null) =>
            Conditions.Set(status, type, value ? "True" : "False", value ? ended && type == "Initialized" ? "PodCompleted" : null : reason, value ? null : message, now);
        var early = containers.Where(one => one.Role != ContainerRole.Main && !(one.Role == ContainerRole.Init ? one.IsReady : one.Started)).ToList();
        var unready = containers.Where(one => one.Role != ContainerRole.Init && !one.IsReady).ToList();
        var text = ended && unready.Count == containers.Count(one => one.Role != ContainerRole.Init) && Verdict is null && PodPhase.Of(containers) == "Succeeded"
            ? ("PodCompleted", null)
            : ("ContainersNotReady", $"containers with unready status: [{string.Join(' ', unready.Select(one => one.Name))}]");
        Set("PodReadyToStartContainers", CanStart && !ended);
        var initialized = early.Count == 0 || (ended && early.All(one => one.Role == ContainerRole.Sidecar));
        Set("Initialized", initialized, "ContainersNotInitialized", $"containers with incomplete status: [{string.Join(' ', early.Select(one => one.Name))}]");
        var gates = pod.Maps("spec", "readinessGates").Select(gate => gate.Text("conditionType") ?? "").Where(gate => Conditions.Of(pod, gate) != "True").ToList();
        if (unready.Count > 0 || gates.Count == 0)
            Set("Ready", unready.Count == 0, text.Item1, text.Item2);
        else
            Set("Ready", false, "ReadinessGatesNotReady", string.Join(", ", gates.Select(gate => $"the status of pod readiness gate \"{gate}\" is not \"True\"")));
        Set("ContainersReady", unready.Count == 0, text.Item1, text.Item2);
        Set("PodScheduled", true);
    }

    private static void WriteList(JsonObject status, string field, IEnumerable<ContainerView> containers)
    {
        JsonNode[] list = [.. containers.Select(one => one.ToStatus())];
        if (list.Length > 0)
            status[field] = new JsonArray(list);
    }
}
