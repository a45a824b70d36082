using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Applying;

/// <summary>Finds by discovery under which path a cluster serves the kind that a file names.</summary>
internal sealed class KindFinder(ClusterConnection connection)
{
    private readonly Dictionary<string, IReadOnlyList<JsonObject>> _known = [];

    public async Task<ResourceKind> FindAsync(JsonObject value, CancellationToken stop)
    {
        var apiVersion = value["apiVersion"]?.GetValue<string>() ?? "";
        var kind = value["kind"]?.GetValue<string>() ?? "";
        var (group, version) = apiVersion.Split('/') is [var g, var v] ? (g, v) : ("", apiVersion);
        var resource = (await ServedAsync(group, version, stop)).FirstOrDefault(r => r["kind"]?.GetValue<string>() == kind)
            ?? throw new CommandFailure(ExitCode.Error, $"the cluster does not know {kind} in {apiVersion}");
        return new ResourceKind(group, version, resource["name"]!.GetValue<string>(), kind, resource["namespaced"]?.GetValue<bool>() == true);
    }

    private async Task<IReadOnlyList<JsonObject>> ServedAsync(string group, string version, CancellationToken stop)
    {
        var path = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
        if (_known.TryGetValue(path, out var served))
            return served;
        using var answer = await connection.AskAsync(new ApiRequest(HttpMethod.Get, path) { Purpose = $"discover {path}" }, stop);
        var resources = answer.RootElement.GetProperty("resources").Deserialize<List<JsonObject>>() ?? [];
        return _known[path] = [.. resources.Where(r => r["name"]?.GetValue<string>().Contains('/', StringComparison.Ordinal) == false)];
    }
}
