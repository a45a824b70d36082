using System.Text.Json.Nodes;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cli.Rendering;

/// <summary>All about a card.</summary>
internal static class CardDescription
{
    public static Description Of(ReadoutCard card, IReadOnlyList<JsonObject> events, DateTimeOffset now) => new Description()
        .Field("Name", card.Metadata.Name)
        .Field("Kind", card.Spec.Kind.ToString())
        .Field("Host", card.Spec.Host)
        .Field("Slot", card.Status?.Hardware?.Slot)
        .Field("PCI address", card.Spec.PciAddress)
        .Field("Devices", string.Join(", ", card.Spec.Devices))
        .Field("Units", string.Join(", ", card.Spec.Units))
        .Field("Resources", string.Join(", ", card.Status?.ResourceNames ?? []))
        .Field("Hardware", Hardware(card.Status?.Hardware))
        .Field("Firmware", card.Status?.Hardware?.Firmware)
        .Field("Driver", Driver(card.Status?.Hardware))
        .Field("Detector", card.Status?.Hardware?.Detector)
        .Field("Health", CardListing.Health(card))
        .Field("Labels", string.Join(", ", (card.Metadata.Labels ?? new Dictionary<string, string>()).Select(l => $"{l.Key}={l.Value}")))
        .Field("Release order", card.Spec.Release is { } order ? $"lease {order.LeaseNumber} by {order.RequestedBy}: {order.Reason}" : null)
        .Field("Pods", string.Join(", ", card.Status?.Pods ?? []))
        .Table("Held by", ["HOLDER", "UNIT", "POD", "SINCE", "REQUESTED-BY", "LEASE"], CardHolds.Of(card).Select(h => Row(h, now)))
        .Table("Held before", ["HOLDER", "REQUESTED-BY", "FROM", "UNTIL", "WHY"], (card.Status?.History ?? []).Select(Row))
        .Conditions(card.Status?.Conditions, now)
        .Events(events, now);

    private static string? Hardware(CardHardware? found) => found is null ? null : string.Join(", ", new[]
    {
        found.PciId,
        found.Serial is { } serial ? $"serial {serial}" : null,
        found.Link,
        found.NumaNode is { } node ? $"NUMA node {node}" : null,
        found.IommuGroup is { } group ? $"IOMMU group {group}" : null,
        found.Endpoints.Count > 1 ? $"endpoints {string.Join(" and ", found.Endpoints)}" : null,
    }.OfType<string>());

    private static string? Driver(CardHardware? found) => found?.DriverVersion is { } version ? $"{found.Driver} {version}" : found?.Driver;

    private static IReadOnlyList<Cell> Row(CardHold hold, DateTimeOffset now) =>
        [hold.Holder, hold.Unit, hold.Lease?.Pod, Age.Since(hold.Lease?.Since, now), hold.Lease?.RequestedBy, hold.Lease is { } lease ? $"{lease.Number}" : null];

    private static IReadOnlyList<Cell> Row(PastHold past) =>
        [past.Partition, past.RequestedBy, $"{past.Since:yyyy-MM-dd HH:mm:ss}Z", $"{past.Until:yyyy-MM-dd HH:mm:ss}Z", past.Reason];
}
