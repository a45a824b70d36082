using k8s.Models;
using KubeDaq.Api;

namespace KubeDaq.Cli.Logs;

/// <summary>One run of one container: what a log stream is about. A restarted container is another run.</summary>
internal sealed record LogSource(string Namespace, string Pod, string Uid, string Container, int Run, string Application)
{
    /// <summary>The containers of a pod that have begun to write.</summary>
    public static IEnumerable<LogSource> Of(V1Pod pod)
    {
        var application = pod.Metadata.Labels is { } labels && labels.TryGetValue(ApiGroup.ApplicationLabel, out var name) ? name : pod.Metadata.Name;
        return Statuses(pod)
            .Where(s => s.State?.Running is not null || s.State?.Terminated is not null)
            .Select(s => new LogSource(pod.Metadata.NamespaceProperty, pod.Metadata.Name, pod.Metadata.Uid, s.Name, s.RestartCount, application));
    }

    private static IEnumerable<V1ContainerStatus> Statuses(V1Pod pod) =>
        (pod.Status?.InitContainerStatuses ?? []).Concat(pod.Status?.ContainerStatuses ?? []);
}
