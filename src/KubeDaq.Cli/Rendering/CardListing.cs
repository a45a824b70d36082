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
            ? ["NAME", "KIND", "HOST", "PCI", "DEVICES", "HEALTH", "HOLDER", "SINCE", "REQUESTED-BY", "RESOURCES", "AGE"]
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
            ? [name, card.Spec.Kind.ToString(), card.Spec.Host, card.Spec.PciAddress, List(card.Spec.Devices), health, holder, since, requestedBy,
                List(card.Status?.ResourceNames), Age.Since(card.Metadata.CreationTimestamp, now)]
            : [name, card.Spec.Kind.ToString(), card.Spec.Host, card.Spec.PciAddress, health, holder, since, requestedBy];
    }

    public static Cell Health(ReadoutCard card)
    {
        if (card.Spec.Maintenance)
            return new Cell("Maintenance", Shade.Attention);
        var health = card.Status?.Health?.ToString();
        return string.IsNullOrEmpty(health) ? new Cell("Unknown", Shade.Attention) : new Cell(health, Shades.OfHealth(health));
    }
}
