using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Controllers.Partitions.Composing;

namespace KubeDaq.Cli.HostAccess;

/// <summary>The pods of a partition as the operator would make them, one for each application: all replicas take the same.</summary>
internal sealed class PartitionPods(IReadOnlyList<ReadoutCard> cards)
{
    public IReadOnlyList<FoundPod> Of(JsonObject value)
    {
        var partition = Read(value);
        var name = partition.Metadata.Name ?? "";
        return
        [
            .. partition.Spec.Applications.Select(application =>
                new FoundPod($"Partition {name}, application {application.Name}", partition.Metadata.Namespace, Compose(partition, application))),
        ];
    }

    private JsonObject Compose(Partition partition, Application application)
    {
        var replica = new ReplicaPlan
        {
            Application = application.Name,
            Index = 0,
            Pod = PodName.Of(partition.Metadata.Name ?? "", application.Name, 0),
            Cards = Cards(application),
            Ports = Ports(partition, application),
        };
        return PodComposer.Compose(new PodInput(partition, application, replica, "", null));
    }

    /// <summary>Which card is chosen by labels is known when the partition runs: the first that matches stands for it, else the labels themselves.</summary>
    private List<CardHold> Cards(Application application)
    {
        var held = new List<CardHold>();
        foreach (var claim in application.Cards)
        {
            var name = claim.Name ?? (claim.Selector is { } selector ? Matching(selector, held) ?? $"({selector.Text()})" : null);
            if (name is not null)
                held.Add(new CardHold(name, claim.Unit, "", []));
        }

        return held;
    }

    private string? Matching(LabelSelector selector, IReadOnlyCollection<CardHold> held) =>
        cards.Where(card => selector.Matches(card.Metadata.Labels)).Select(card => card.Metadata.Name).OfType<string>()
            .Order(StringComparer.Ordinal).FirstOrDefault(name => held.All(other => other.Card != name));

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
