using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Makes the views of a pod's containers, also of a pod that already ran before the sandbox was started again.</summary>
internal static class PodContainers
{
    /// <summary>Init containers in their order, then the others.</summary>
    public static IEnumerable<ContainerView> Of(JsonObject pod) => pod.Maps("spec", "initContainers")
        .Select(spec => New(pod, spec, spec.Text("restartPolicy") == "Always" ? ContainerRole.Sidecar : ContainerRole.Init))
        .Concat(pod.Maps("spec", "containers").Select(spec => New(pod, spec, ContainerRole.Main)));

    /// <summary>Whether a container that ended with this code is started again.</summary>
    public static bool RunsAgain(JsonObject pod, ContainerRole role, long code) => role switch
    {
        ContainerRole.Sidecar => true,
        ContainerRole.Init => code != 0 && pod.Text("spec", "restartPolicy") != "Never",
        _ => pod.Text("spec", "restartPolicy") switch
        {
            "Never" => false,
            "OnFailure" => code != 0,
            _ => true,
        },
    };

    private static ContainerView New(JsonObject pod, JsonObject spec, ContainerRole role)
    {
        var view = new ContainerView(spec, role, isFirst: pod.At("spec", "initContainers") is not JsonArray { Count: > 0 });
        var old = pod.Maps("status", role == ContainerRole.Main ? "containerStatuses" : "initContainerStatuses").FirstOrDefault(one => one.Text("name") == view.Name);
        if (old is null)
            return view;
        view.RestartCount = old.Number("restartCount") ?? 0;
        view.Id = old.Text("containerID") ?? "";
        view.LastState = old["lastState"] is JsonObject { Count: > 0 } last ? last.DeepClone().AsObject() : null;
        if (old.At("state", "running") is { } running)
            Lose(pod, view, running);
        else if (old.At("state", "terminated") is not null && !RunsAgain(pod, role, old.Number("state", "terminated", "exitCode") ?? 0))
            (view.State, view.Over) = (old["state"]!.DeepClone().AsObject(), true);
        else if (view.Id.Length > 0)
            view.RestartCount++;
        return view;
    }

    // It ran when the sandbox ended, so it was killed.
    private static void Lose(JsonObject pod, ContainerView view, JsonNode running)
    {
        var lost = new JsonObject
        {
            ["terminated"] = new JsonObject
            {
                ["exitCode"] = 137,
                ["reason"] = "ContainerStatusUnknown",
                ["message"] = "The container could not be located when the pod was terminated",
                ["startedAt"] = running.Text("startedAt"),
                ["finishedAt"] = running.Text("startedAt"),
            },
        };
        if (RunsAgain(pod, view.Role, 137))
            (view.LastState, view.RestartCount) = (lost, view.RestartCount + 1);
        else
            (view.State, view.Over) = (lost, true);
    }
}
