using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Which list of a pod a container stands in.</summary>
internal enum ContainerRole
{
    /// <summary>Runs before the others and must end.</summary>
    Init,

    /// <summary>Starts before the others and runs beside them.</summary>
    Sidecar,

    /// <summary>Does the pod's work.</summary>
    Main,
}

/// <summary>What is known of a container, as its status says it. Guarded by its pod's lock.</summary>
internal sealed class ContainerView(JsonObject spec, ContainerRole role, bool isFirst)
{
    /// <summary>The container in the pod's spec.</summary>
    public JsonObject Spec { get; } = spec;

    /// <summary>Its role.</summary>
    public ContainerRole Role { get; } = role;

    /// <summary>Its name.</summary>
    public string Name { get; } = spec.Text("name") ?? "";

    /// <summary>The state: waiting, running or terminated, as in the status.</summary>
    public JsonObject State { get; set; } = Waiting(isFirst ? "ContainerCreating" : "PodInitializing");

    /// <summary>How the last run ended; null before the first end.</summary>
    public JsonObject? LastState { get; set; }

    /// <summary>How often it was started again.</summary>
    public long RestartCount { get; set; }

    /// <summary>The identity of the newest run; empty before the first.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether it passed its startup probe and hook.</summary>
    public bool Started { get; set; }

    /// <summary>Whether its readiness probe says so; true without one.</summary>
    public bool ProbedReady { get; set; }

    /// <summary>It has ended and will not run again.</summary>
    public bool Over { get; set; }

    /// <summary>The newest run, while it runs.</summary>
    public RunningContainer? Running { get; set; }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => State.ContainsKey("running");

    /// <summary>Whether it can serve.</summary>
    public bool IsReady => Role == ContainerRole.Init ? Over && ExitCode == 0 : IsRunning && Started && ProbedReady;

    /// <summary>The exit code of a run that has ended; null while it runs.</summary>
    public long? ExitCode => State.Number("terminated", "exitCode");

    /// <summary>A state of waiting.</summary>
    public static JsonObject Waiting(string reason, string? message = null)
    {
        var waiting = new JsonObject { ["reason"] = reason };
        if (message is not null)
            waiting["message"] = message;
        return new() { ["waiting"] = waiting };
    }

    /// <summary>The container's status.</summary>
    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["name"] = Name,
            ["state"] = State.DeepClone(),
            ["lastState"] = LastState?.DeepClone() ?? new JsonObject(),
            ["ready"] = IsReady,
            ["restartCount"] = RestartCount,
            ["image"] = Spec.Text("image") ?? "",
            ["imageID"] = "",
            ["started"] = IsRunning && Started,
        };
        if (Id.Length > 0)
            status["containerID"] = Id;
        return status;
    }
}
