using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>Partitions as tests write them.</summary>
internal static class Given
{
    public static Partition Partition(string name, params Application[] applications) => new()
    {
        ApiVersion = ApiGroup.ApiVersion,
        Kind = nameof(Partition),
        Metadata = new ObjectMeta { Name = name, Namespace = "np04" },
        Spec = new PartitionSpec { RequestedBy = "gcrone", Applications = applications },
    };

    public static Application Readout(string card, params string[] startAfter) => new()
    {
        Name = $"readout-{card}",
        Cards = [new CardClaim { Name = card }],
        StartAfter = startAfter,
        Template = Template("readout"),
    };

    public static Application Plain(string name, params string[] startAfter) =>
        new() { Name = name, StartAfter = startAfter, Template = Template(name) };

    public static JsonObject Template(string container) => new()
    {
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = container, ["image"] = "registry/x:1" }) },
    };
}
