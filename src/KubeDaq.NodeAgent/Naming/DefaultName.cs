using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.Discovery.Pci;

namespace KubeDaq.NodeAgent.Naming;

/// <summary>The name of a card that the configuration does not name: host and slot.</summary>
internal static class DefaultName
{
    private const int Longest = 50;

    /// <summary>The slot is the chassis' own number where it has one and one card is in it; else the card's place on the PCI bus: daq6-4, daq6-3b-00.</summary>
    public static string Of(string node, FoundCard card, IReadOnlySet<string> slots)
    {
        var slot = card.Facts.Slot is { } known && slots.Contains(known) && Word(known) is { Length: > 0 and <= 12 } word ? word : Place(card);
        var host = Word(node.Split('.')[0]);
        return $"{host[..Math.Min(host.Length, Longest - 1 - slot.Length)].TrimEnd('-')}-{slot}";
    }

    private static string Place(FoundCard card)
    {
        var address = card.PciAddress.StartsWith("0000:", StringComparison.Ordinal) ? card.PciAddress[5..] : card.PciAddress;
        // Several cards in one function's folders are told apart by their folder.
        var rest = card.Key == card.PciAddress || !PciAddress.IsOne(card.PciAddress) ? "" : "-" + Word(card.Key.Split('/')[^1]);
        var place = Word(address.EndsWith(".0", StringComparison.Ordinal) ? address[..^2] : address) + rest;
        return place.Length <= 30 ? place : place[..30].TrimEnd('-');
    }

    private static string Word(string text)
    {
        var word = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Trim('-');
        return word.Length > 0 ? word : "host";
    }
}
