using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>A pod's state in one word, as kubectl's Status column has it.</summary>
internal static class PodState
{
    /// <summary>The word.</summary>
    public static string Of(JsonObject pod)
    {
        var state = InitState(pod) ?? ContainerState(pod);
        if (pod.Text("metadata", "deletionTimestamp") is null)
            return state;
        return pod.Text("status", "reason") == "NodeLost" ? "Unknown" : state is "Succeeded" or "Failed" or "Completed" ? state : "Terminating";
    }

    private static string? InitState(JsonObject pod)
    {
        var total = pod.Maps("spec", "initContainers").Count();
        var index = 0;
        foreach (var status in pod.Maps("status", "initContainerStatuses"))
        {
            if (status.Number("state", "terminated", "exitCode") is 0 || (status.Flag("started") && status.Map("state", "running") is not null && IsSidecar(pod, status)))
            {
                index++;
                continue;
            }
            if (status.Map("state", "terminated") is { } ended)
                return "Init:" + Ended(ended);
            return status.Text("state", "waiting", "reason") is { Length: > 0 } reason and not "PodInitializing" ? "Init:" + reason : $"Init:{index}/{total}";
        }
        return null;
    }

    private static bool IsSidecar(JsonObject pod, JsonObject status) =>
        pod.Maps("spec", "initContainers").Any(one => one.Text("name") == status.Text("name") && one.Text("restartPolicy") == "Always");

    private static string ContainerState(JsonObject pod)
    {
        var phase = pod.Text("status", "reason") is { Length: > 0 } said ? said : pod.Text("status", "phase") ?? "";
        if (Gated(pod))
            phase = "SchedulingGated";
        var running = false;
        foreach (var status in pod.Maps("status", "containerStatuses").Reverse())
        {
            if (status.Text("state", "waiting", "reason") is { Length: > 0 } waits)
                phase = waits;
            else if (status.Map("state", "terminated") is { } ended)
                phase = Ended(ended);
            else if (status.Flag("ready") && status.Map("state", "running") is not null)
                running = true;
        }
        return phase == "Completed" && running ? IsReady(pod) ? "Running" : "NotReady" : phase;
    }

    private static string Ended(JsonObject ended)
    {
        if (ended.Text("reason") is { Length: > 0 } reason)
            return reason;
        return ended.Number("signal") is > 0 and var signal ? $"Signal:{signal}" : $"ExitCode:{ended.Number("exitCode")}";
    }

    private static bool Gated(JsonObject pod) =>
        pod.Maps("status", "conditions").Any(one => one.Text("type") == "PodScheduled" && one.Text("reason") == "SchedulingGated");

    private static bool IsReady(JsonObject pod) =>
        pod.Maps("status", "conditions").Any(one => one.Text("type") == "Ready" && one.Text("status") == "True");
}
