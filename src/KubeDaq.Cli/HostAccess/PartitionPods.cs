using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Cli.HostAccess;

/// <summary>The pods of a partition as the operator would make them, one for each application: all replicas take the same.</summary>
internal static class PartitionPods
{
    public static IReadOnlyList<FoundPod> Of(JsonObject value)
    {
        var partition = Read(value);
        var name = partition.Metadata.Name ?? "";
        return
        [
            .. partition.Spec.Applications.Select(application =>
                new FoundPod($"Partition {name}, application {application.Name}", partition.Metadata.Namespace, Compose(partition, application))),
        ];
    }

    private static JsonObject Compose(Partition partition, Application application)
    {
        var replica = new ReplicaPlan
        {
            Application = application.Name,
            Index = 0,
            Pod = PodName.Of(partition.Metadata.Name ?? "", application.Name, 0),
            // A card that is chosen by labels gets its name when the partition runs.
            Cards = [.. application.Cards.Where(claim => claim.Name is not null).Select(claim => new CardHold(claim.Name!, claim.Unit, "", []))],
            Ports = Ports(partition, application),
        };
        return PodComposer.Compose(new PodInput(partition, application, replica, "", null));
    }

    /// <summary>The ports that were allotted; before that the first ones of the range from which they will be.</summary>
    private static IReadOnlyDictionary<string, int> Ports(Partition partition, Application application) =>
        (partition.Status?.Applications.FirstOrDefault(status => status.Name == application.Name)?.Pods is [var pod, ..] ? pod.Ports : null)
        ?? application.Ports.Select((claim, i) => (claim.Name, Port: PortRange.Default.Min + i)).DistinctBy(port => port.Name).ToDictionary(port => port.Name, port => port.Port);

    private static Partition Read(JsonObject value)
    {
        try
        {
            return KubeDaqJson.Read<Partition>(value);
        }
        catch (JsonException e)
        {
            throw new CommandFailure(ExitCode.Error, $"{PodTemplates.Name(value)} cannot be read at {e.Path}; 'kubedaq plan -f FILE' tells what is wrong with it");
        }
    }
}
