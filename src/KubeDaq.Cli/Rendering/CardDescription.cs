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
        .Field("PCI address", card.Spec.PciAddress)
        .Field("Devices", string.Join(", ", card.Spec.Devices))
        .Field("Units", string.Join(", ", card.Spec.Units))
        .Field("Resources", string.Join(", ", card.Status?.ResourceNames ?? []))
        .Field("Health", CardListing.Health(card))
        .Field("Labels", string.Join(", ", (card.Metadata.Labels ?? new Dictionary<string, string>()).Select(l => $"{l.Key}={l.Value}")))
        .Field("Release order", card.Spec.Release is { } order ? $"lease {order.LeaseNumber} by {order.RequestedBy}: {order.Reason}" : null)
        .Table("Held by", ["HOLDER", "UNIT", "POD", "SINCE", "REQUESTED-BY", "LEASE"], CardHolds.Of(card).Select(h => Row(h, now)))
        .Table("Held before", ["HOLDER", "REQUESTED-BY", "FROM", "UNTIL", "WHY"], (card.Status?.History ?? []).Select(Row))
        .Conditions(card.Status?.Conditions, now)
        .Events(events, now);

    private static IReadOnlyList<Cell> Row(CardHold hold, DateTimeOffset now) =>
        [hold.Holder, hold.Unit, hold.Lease?.Pod, Age.Since(hold.Lease?.Since, now), hold.Lease?.RequestedBy, hold.Lease is { } lease ? $"{lease.Number}" : null];

    private static IReadOnlyList<Cell> Row(PastHold past) =>
        [past.Partition, past.RequestedBy, $"{past.Since:yyyy-MM-dd HH:mm:ss}Z", $"{past.Until:yyyy-MM-dd HH:mm:ss}Z", past.Reason];
}
