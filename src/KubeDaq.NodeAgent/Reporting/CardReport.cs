using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>What is told of one card: its fields of the ReadoutCard.</summary>
internal sealed record CardReport(string Name, JsonObject Labels, JsonObject Spec, JsonObject Status)
{
    private static readonly CardOffer NotYet = new(false, "Starting", "the agent has not offered it yet", []);

    /// <param name="card">The card as discovery sees it.</param>
    /// <param name="record">The card as the API server has it; null where it has none.</param>
    /// <param name="offers">How cards are offered.</param>
    /// <param name="node">This host's node.</param>
    /// <param name="now">The time, for conditions that change.</param>
    public static CardReport Of(HostCard card, ReadoutCard? record, OfferState offers, string node, DateTimeOffset now)
    {
        var offer = offers.Cards.GetValueOrDefault(card.Name) ?? NotYet;
        // A card whose driver is gone for a moment keeps its device files on record: pods were told of them.
        var devices = card.Devices.Count == 0 && record is not null ? record.Spec.Devices : card.Devices;
        var spec = new ReadoutCardSpec
        {
            Kind = card.Kind,
            Host = node,
            PciAddress = card.PciAddress,
            Devices = devices,
            Units = [.. card.Units.Select(u => u.Name)],
        };
        var status = new ReadoutCardStatus
        {
            Health = card.Health.Health,
            Hardware = Hardware(card),
            ResourceNames = card.ResourceNames,
            Pods = offer.Pods,
            Conditions = ConditionTimes.Keep([Healthy(card.Health), Offered(card, offer)], record?.Status?.Conditions, now),
        };
        return Make(card.Name, card.Labels, spec, status);
    }

    /// <summary>A card on record for this host that is not there: gone since before the agent started.</summary>
    public static CardReport OfGone(ReadoutCard record, DateTimeOffset now)
    {
        var name = record.Metadata.Name!;
        var why = new HealthNote(CardHealth.Unhealthy, "Gone", $"host {record.Spec.Host} has no card of this name; if it was renamed or taken out for good: kubectl delete card {name}");
        var status = (record.Status ?? new()) with
        {
            Health = CardHealth.Unhealthy,
            Pods = [],
            Conditions = ConditionTimes.Keep([Healthy(why), ConditionTimes.Make("Offered", false, "Gone", why.Message)], record.Status?.Conditions, now),
        };
        return Make(name, record.Metadata.Labels ?? new Dictionary<string, string>(), record.Spec, status);
    }

    private static CardReport Make(string name, IReadOnlyDictionary<string, string> labels, ReadoutCardSpec spec, ReadoutCardStatus status)
    {
        var node = KubeDaqJson.ToNode(new ReadoutCard { Metadata = new ObjectMeta { Name = name, Labels = labels }, Spec = spec, Status = status });
        return new CardReport(
            name,
            node["metadata"]?["labels"]?.DeepClone() as JsonObject ?? [],
            OwnFields.Of(node["spec"] as JsonObject, OwnFields.CardSpec),
            OwnFields.Of(node["status"] as JsonObject, OwnFields.CardStatus));
    }

    private static Condition Healthy(HealthNote health) =>
        ConditionTimes.Make("Healthy", health.Health == CardHealth.Healthy, health.Reason, health.Message);

    private static Condition Offered(HostCard card, CardOffer offer)
    {
        if (card.Withheld is { } withheld)
            return ConditionTimes.Make("Offered", false, withheld.Reason, withheld.Message);
        return ConditionTimes.Make("Offered", offer.Offered, offer.Reason, offer.Message);
    }

    private static CardHardware Hardware(HostCard card) => new()
    {
        PciId = card.Facts.PciId,
        Slot = card.Facts.Slot,
        Serial = card.Facts.Serial,
        Firmware = card.Facts.Firmware,
        Driver = card.Facts.Driver,
        DriverVersion = card.Facts.DriverVersion,
        NumaNode = card.Facts.NumaNode,
        PciRoot = card.Facts.PciRoot,
        Link = card.Facts.Link,
        IommuGroup = card.Facts.IommuGroup,
        Detector = card.Facts.Detector,
        Endpoints = [.. card.Endpoints.Select(e => e.PciAddress)],
    };
}
