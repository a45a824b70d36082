using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Bench.Planning;

/// <summary>A rack where every card is wanted by three partitions.</summary>
internal static class CrowdedRack
{
    public const int Cards = 10_000;
    public const int Claims = 30_000;
    private const int ClaimsAPartition = 100;

    public static Rack Make() => new()
    {
        Cards = [.. Enumerable.Range(0, Cards).Select(Card)],
        Partitions = [.. Enumerable.Range(0, Claims / ClaimsAPartition).Select(Partition)],
    };

    private static ReadoutCard Card(int index) => new()
    {
        Metadata = new ObjectMeta { Name = Name(index) },
        Spec = new ReadoutCardSpec { Kind = CardKind.Felix, Host = $"daq{index / 2:0000}", PciAddress = "0000:3b:00.0", Devices = ["/dev/flx0"] },
    };

    private static Partition Partition(int index) => new()
    {
        Metadata = new ObjectMeta
        {
            Namespace = "np04", Name = $"part{index:000}", Uid = $"uid-{index}",
            CreationTimestamp = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero).AddSeconds(index),
        },
        Spec = new PartitionSpec { Applications = [.. Enumerable.Range(0, ClaimsAPartition).Select(a => Application(index, a))] },
    };

    private static Application Application(int partition, int index) => new()
    {
        Name = $"readout-{index:000}",
        Cards = [new CardClaim { Name = Name(((partition * ClaimsAPartition) + index) % Cards) }],
        Template = new JsonObject
        {
            ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = "readout", ["image"] = "readout:1" }) },
        },
    };

    private static string Name(int index) => $"apa{index:00000}";
}
