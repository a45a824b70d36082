using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Logs;

/// <summary>Finds the run of a container whose log is asked for, or refuses in the API server's and kubelet's words.</summary>
internal sealed record LogSource(string Container, long Run)
{
    /// <summary>Looks at the pod.</summary>
    public static LogSource Find(JsonObject pod, LogQuery query)
    {
        var container = query.Container is { } named ? Known(pod, named) : Only(pod);
        var status = Status(pod, container);
        if (status.At("lastState", "terminated") is null && status.At("state", "running") is null && status.At("state", "terminated") is null)
            throw StatusException.BadRequest($"container \"{container}\" in pod \"{pod.Name()}\" is waiting to start: {status.Text("state", "waiting", "reason") ?? "ContainerCreating"}");
        var newest = status.Number("restartCount") ?? 0;
        if (!query.Previous)
            return new(container, newest);
        if (status.At("lastState", "terminated") is null)
            throw StatusException.BadRequest($"previous terminated container \"{container}\" in pod \"{pod.Name()}\" not found");
        return new(container, status.At("state", "waiting") is null ? newest - 1 : newest);
    }

    /// <summary>Whether the run may still put something out.</summary>
    public bool Lasts(JsonObject? pod)
    {
        var status = pod is null ? null : Status(pod, Container);
        return status.Number("restartCount") == Run && status.At("state", "running") is not null;
    }

    private static JsonObject? Status(JsonObject pod, string container) =>
        pod.Maps("status", "containerStatuses").Concat(pod.Maps("status", "initContainerStatuses")).FirstOrDefault(one => one.Text("name") == container);

    private static string Known(JsonObject pod, string name) => Names(pod, "containers").Concat(Names(pod, "initContainers")).Contains(name)
        ? name
        : throw StatusException.BadRequest($"container {name} is not valid for pod {pod.Name()}");

    private static string Only(JsonObject pod)
    {
        var (main, init) = (Names(pod, "containers"), Names(pod, "initContainers"));
        if (main.Count == 1 && init.Count == 0)
            return main[0];
        if (main.Count == 1)
            return main[0];
        var others = init.Count == 0 ? "" : $" or one of the init containers: [{string.Join(' ', init)}]";
        throw StatusException.BadRequest($"a container name must be specified for pod {pod.Name()}, choose one of: [{string.Join(' ', main)}]{others}");
    }

    private static List<string> Names(JsonObject pod, string list) => [.. pod.Maps("spec", list).Select(one => one.Text("name") ?? "")];
}
