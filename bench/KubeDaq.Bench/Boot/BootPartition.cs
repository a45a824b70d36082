using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Bench.Boot;

/// <summary>The partition that is booted: one application a card, or for very many cards applications with several replicas.</summary>
internal static class BootPartition
{
    private const int MostApplications = 150;

    public static int Groups(int pods) => Math.Min(pods, MostApplications);

    public static Partition Make(ObjectName name, FakeRack rack, int pods)
    {
        var groups = Groups(pods);
        return new Partition
        {
            Metadata = new ObjectMeta { Namespace = name.Namespace, Name = name.Name },
            Spec = new PartitionSpec
            {
                Applications = [.. Enumerable.Range(0, groups).Select(group => new Application
                {
                    Name = $"readout-{group:000}",
                    Replicas = (pods / groups) + (group < pods % groups ? 1 : 0),
                    Cards = [pods == groups ? new CardClaim { Name = rack.NameOf(group) } : Any(rack.GroupOf(group))],
                    Template = Template(),
                })],
            },
        };
    }

    private static CardClaim Any(string group) =>
        new() { Selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { [FakeRack.GroupLabel] = group } } };

    private static JsonObject Template() => new()
    {
        ["spec"] = new JsonObject
        {
            ["terminationGracePeriodSeconds"] = 1,
            // A fake host falls silent now and then, which must not move its pod.
            ["tolerations"] = new JsonArray(new JsonObject { ["operator"] = "Exists" }),
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = "readout", ["image"] = "kubedaq.example/none:1", ["command"] = new JsonArray("sleep", "3600"),
            }),
        },
    };
}
