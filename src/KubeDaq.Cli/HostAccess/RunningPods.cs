using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.HostAccess;

/// <summary>The pods of a cluster that have not ended, as they would be judged if they were made now.</summary>
internal sealed class RunningPods(Session session)
{
    private static readonly string[] Ended = ["Succeeded", "Failed"];

    /// <param name="ns">The namespace; null for all of them.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<IReadOnlyList<FoundPod>> ListAsync(string? ns, CancellationToken stop)
    {
        var pods = await session.Json(Kinds.Pod).ListAsync(ns, null, stop);
        return
        [
            .. pods.Where(pod => !Ended.Contains(pod["status"]?["phase"]?.ToString())).SelectMany(pod => PodTemplates.Of(pod, []))
                .OrderBy(pod => pod.Namespace, StringComparer.Ordinal).ThenBy(pod => pod.Source, StringComparer.Ordinal),
        ];
    }
}
