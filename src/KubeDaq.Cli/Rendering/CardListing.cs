using System.Text.Json.Nodes;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Terminals;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>Readout cards as a table: what they are and who has them.</summary>
internal sealed class CardListing() : Listing("card", Kinds.ReadoutCard, "readoutcards", "readoutcard", "readoutcards.dune.daq")
{
    public override IReadOnlyList<string> Heads(bool wide) =>
        wide
            ? ["NAME", "HOST", "SLOT", "PCI", "KIND", "FIRMWARE", "HEALTH", "HOLDER", "POD", "SINCE", "REQUESTED-BY", "DEVICES", "RESOURCES", "AGE"]
            : ["NAME", "KIND", "HOST", "PCI", "HEALTH", "HOLDER", "SINCE", "REQUESTED-BY"];

    public override IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now)
    {
        var card = Read<ReadoutCard>(value);
        Cell name = card.Metadata.Name;
        var holds = CardHolds.Of(card);
        Cell holder = List(holds.Select(h => h.Holder).Distinct());
        Cell since = Age.Since(holds.Min(h => h.Lease?.Since), now);
        Cell requestedBy = List(holds.Select(h => h.Lease?.RequestedBy).OfType<string>().Distinct());
        var health = Health(card);
        return wide
            ? [name, card.Spec.Host, card.Status?.Hardware?.Slot, card.Spec.PciAddress, card.Spec.Kind.ToString(), card.Status?.Hardware?.Firmware, health, holder,
                List(Pods(card, holds)), since, requestedBy, List(card.Spec.Devices), List(card.Status?.ResourceNames), Age.Since(card.Metadata.CreationTimestamp, now)]
            : [name, card.Spec.Kind.ToString(), card.Spec.Host, card.Spec.PciAddress, health, holder, since, requestedBy];
    }

    /// <summary>Those whose containers have it, as its host says; before the host has said so, those that its leases are for.</summary>
    private static IEnumerable<string> Pods(ReadoutCard card, IReadOnlyList<CardHold> holds) =>
        card.Status?.Pods is { Count: > 0 } pods
            ? pods
            : holds.Where(h => h.Lease?.Pod is not null).Select(h => $"{h.Lease!.Namespace}/{h.Lease.Partition}-{h.Lease.Pod}");

    public static Cell Health(ReadoutCard card)
    {
        if (card.Spec.Maintenance)
            return new Cell("Maintenance", Shade.Attention);
        var health = card.Status?.Health?.ToString();
        return string.IsNullOrEmpty(health) ? new Cell("Unknown", Shade.Attention) : new Cell(health, Shades.OfHealth(health));
    }
}
