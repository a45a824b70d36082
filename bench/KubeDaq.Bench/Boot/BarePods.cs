using System.Text.Json.Nodes;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Bench.Boot;

/// <summary>The floor: the very pods that the operator made, made again by a client that does nothing else.</summary>
internal sealed class BarePods(ResourceClient<JsonObject> client)
{
    private const string TokenVolume = "kube-api-access-";

    /// <summary>Takes the pods of a namespace as they were before a server, a scheduler and an operator had to do with them.</summary>
    public async Task<IReadOnlyList<JsonObject>> CopyAsync(string ns, CancellationToken stop) =>
        [.. (await client.ListAsync(ns, null, stop)).Select(Bare)];

    public Task CreateAsync(IReadOnlyList<JsonObject> pods, CancellationToken stop) =>
        Parallel.ForEachAsync(pods, Parallelism.Of(64, stop), async (pod, token) => await client.CreateAsync(pod, token));

    private static JsonObject Bare(JsonObject pod)
    {
        var spec = pod["spec"]!.DeepClone().AsObject();
        spec.Remove("nodeName");
        // Its own account goes with the partition; another one's token is the same work for the server.
        spec.Remove("serviceAccount");
        spec["serviceAccountName"] = "default";
        RemoveTokenVolume(spec["volumes"]);
        foreach (var container in spec["containers"]!.AsArray())
            RemoveTokenVolume(container!["volumeMounts"]);
        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["namespace"] = pod["metadata"]!["namespace"]!.DeepClone(),
                ["name"] = $"bare-{pod["metadata"]!["name"]}",
            },
            ["spec"] = spec,
        };
    }

    private static void RemoveTokenVolume(JsonNode? named)
    {
        foreach (var entry in (named as JsonArray ?? []).Where(IsToken).ToList())
            named!.AsArray().Remove(entry);
    }

    private static bool IsToken(JsonNode? entry) => ((string?)entry?["name"])?.StartsWith(TokenVolume, StringComparison.Ordinal) == true;
}
