using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>The reference that lets the cluster collect what a partition leaves.</summary>
internal static class Ownership
{
    public static JsonObject By(Partition partition) => new()
    {
        ["apiVersion"] = ApiGroup.ApiVersion,
        ["kind"] = nameof(Partition),
        ["name"] = partition.Metadata.Name,
        ["uid"] = partition.Metadata.Uid,
        ["controller"] = true,
        ["blockOwnerDeletion"] = true,
    };

    public static JsonObject Metadata(Partition partition, string name) => new()
    {
        ["name"] = name,
        ["namespace"] = partition.Metadata.Namespace,
        ["labels"] = new JsonObject { [ApiGroup.PartitionLabel] = partition.Metadata.Name },
        ["ownerReferences"] = new JsonArray(By(partition)),
    };
}
