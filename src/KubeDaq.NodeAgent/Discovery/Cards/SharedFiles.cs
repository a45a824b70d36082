using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>A device file that belongs to two cards would make both of them open to whoever holds one: neither is well.</summary>
internal static class SharedFiles
{
    public static IReadOnlyList<FoundCard> Refuse(IReadOnlyList<FoundCard> cards)
    {
        var shared = cards.SelectMany(c => c.Endpoints.SelectMany(e => e.Devices).Distinct().Select(device => (device, c.PciAddress)))
            .GroupBy(d => d.device).Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => string.Join(" and ", g.Select(d => d.PciAddress)));
        return shared.Count == 0 ? cards : [.. cards.Select(card => Check(card, shared))];
    }

    private static FoundCard Check(FoundCard card, Dictionary<string, string> shared) =>
        card.Endpoints.SelectMany(e => e.Devices).FirstOrDefault(shared.ContainsKey) is { } file
            ? card with { Health = new HealthNote(CardHealth.Unhealthy, "DeviceFileShared", $"{file} belongs to {shared[file]}, so neither can be given to one alone; put them in slots or IOMMU groups of their own") }
            : card;
}
