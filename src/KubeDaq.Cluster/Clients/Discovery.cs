using System.Text.Json;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Clients;

/// <summary>Asks a cluster which kinds it knows.</summary>
public sealed class Discovery(ClusterConnection connection)
{
    /// <summary>Makes sure, before any work, that the cluster is there, takes the credentials and knows these kinds.</summary>
    /// <exception cref="ClusterException">It is not, does not, or does not.</exception>
    public async Task RequireAsync(IEnumerable<ResourceKind> kinds, CancellationToken stop)
    {
        foreach (var group in kinds.GroupBy(kind => kind.ApiVersion))
        {
            var request = new ApiRequest(HttpMethod.Get, RootOf(group.First())) { Kind = group.First(), Purpose = $"discover {group.Key}" };
            using var answer = await connection.AskAsync(request, stop);
            var known = answer.RootElement.Deserialize<ResourceList>(ApiStatus.Json)?.Resources.Select(r => r.Name).ToHashSet() ?? [];
            if (group.FirstOrDefault(kind => !known.Contains(kind.Plural)) is { } missing)
                throw Refusal.UnknownKind(missing, connection.Server);
        }
    }

    private static string RootOf(ResourceKind kind) => kind.Group.Length == 0 ? $"api/{kind.Version}" : $"apis/{kind.Group}/{kind.Version}";

    private sealed record ResourceList
    {
        public IReadOnlyList<Resource> Resources { get; init; } = [];
    }

    private sealed record Resource(string Name);
}
