using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Pci;

namespace KubeDaq.NodeAgent.Discovery.Cards;

/// <summary>The functions of one card: two endpoints, or one; a second endpoint without its first is a card with a fault.</summary>
internal sealed record CardFunctions(PciFunction? First, PciFunction? Second)
{
    public IReadOnlyList<PciFunction> All => [.. new[] { First, Second }.OfType<PciFunction>()];

    public PciFunction Lead => First ?? Second!;
}

/// <summary>
/// Finds the endpoints that sit on one card. A card with two has a PCIe switch with both below it, or the host splits the slot and they sit
/// below two root ports.
/// </summary>
internal static class EndpointPairing
{
    public static IReadOnlyList<CardFunctions> Pair(PciRule rule, IEnumerable<PciFunction> functions)
    {
        var ordered = functions.OrderBy(f => f.Address, StringComparer.Ordinal).ToList();
        var second = ordered.Where(f => rule.SecondIds.Contains(f.Id)).ToList();
        var first = ordered.Where(f => !rule.SecondIds.Contains(f.Id)).ToList();
        var pairs = Closest(first, second);
        return
        [
            .. first.Select(f => new CardFunctions(f, pairs.GetValueOrDefault(f)))
                .Concat(second.Where(s => !pairs.ContainsValue(s)).Select(s => new CardFunctions(null, s)))
                .OrderBy(c => c.Lead.Address, StringComparer.Ordinal),
        ];
    }

    /// <summary>The closest pairs first, so that a card does not lose its endpoint to a neighbour.</summary>
    private static Dictionary<PciFunction, PciFunction> Closest(List<PciFunction> first, List<PciFunction> second)
    {
        var pairs = new Dictionary<PciFunction, PciFunction>();
        var candidates = from f in first
                         from s in second
                         let closeness = Closeness(f, s)
                         where closeness > 0
                         orderby closeness descending, Distance(f, s), f.Address, s.Address
                         select (f, s);
        foreach (var (f, s) in candidates)
        {
            if (!pairs.ContainsKey(f) && !pairs.ContainsValue(s))
                pairs.Add(f, s);
        }

        return pairs;
    }

    /// <summary>The same slot of the chassis counts most, then bridges in common, then the same root with nothing in common: a slot that is split.</summary>
    private static int Closeness(PciFunction a, PciFunction b)
    {
        if (a.Slot is not null && b.Slot is not null)
            return a.Slot == b.Slot ? 1000 : 0;
        var common = a.Bridges.Zip(b.Bridges).TakeWhile(pair => pair.First == pair.Second).Count();
        if (common > 0)
            return 1 + common;
        return a.Root is not null && a.Root == b.Root ? 1 : 0;
    }

    private static int Distance(PciFunction a, PciFunction b) => Math.Abs(Bus(a) - Bus(b));

    private static int Bus(PciFunction function) => Convert.ToInt32(function.Address[5..7], 16);
}
