using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Doing;

/// <summary>The kinds that the controllers read and write in the API server.</summary>
internal sealed record PartitionClients
{
    public required IResourceClient<Partition> Partitions { get; init; }

    public required IResourceClient<ReadoutCard> Cards { get; init; }

    public required IPodClient Pods { get; init; }

    public required IResourceClient<JsonObject> ServiceAccounts { get; init; }

    public required IResourceClient<JsonObject> Roles { get; init; }

    public required IResourceClient<JsonObject> RoleBindings { get; init; }

    public required IResourceClient<JsonObject> Services { get; init; }

    public required IResourceClient<JsonObject> EndpointSlices { get; init; }

    /// <summary>How many requests of one partition are under way at a time: enough to keep an API server busy, few enough to leave it room.</summary>
    public int Width { get; init; } = 64;

    /// <summary>For doing many requests at a time.</summary>
    public ParallelOptions AtATime(CancellationToken stop) => new() { MaxDegreeOfParallelism = Width, CancellationToken = stop };
}
