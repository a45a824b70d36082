using System.Text;
using KubeDaq.Api.DaqHosts;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Discovery;

/// <summary>What was told last, to tell only what is new. Records compare their lists by reference, so their contents are compared here.</summary>
internal sealed record HostSeen(IReadOnlyList<HostCard> Cards, HostFacts Facts)
{
    public static bool Same(IReadOnlyList<HostCard> left, IReadOnlyList<HostCard> right) => left.Select(Text).SequenceEqual(right.Select(Text));

    public static bool Same(HostFacts left, HostFacts right) =>
        left.Networks.SequenceEqual(right.Networks)
        && left.HugePages.SequenceEqual(right.HugePages)
        && left.NumaNodes.SequenceEqual(right.NumaNodes)
        && left.Drivers.SequenceEqual(right.Drivers)
        && left.Interfaces.Select(Text).SequenceEqual(right.Interfaces.Select(Text));

    private static string Text(HostInterface found) => $"{found with { Addresses = [] }} {string.Join(',', found.Addresses)}";

    private static string Text(HostCard card)
    {
        var text = new StringBuilder();
        text.Append($"{card.Name}|{card.Kind}|{card.PciAddress}|{card.Facts}|{card.Health}|{card.Withheld}|");
        foreach (var endpoint in card.Endpoints)
            text.Append($"{endpoint.PciAddress}={string.Join(',', endpoint.Devices)};");
        foreach (var unit in card.Units)
            text.Append($"{unit.Name}={string.Join(',', unit.Devices)};");
        text.AppendJoin(',', card.SharedDevices);
        return text.ToString();
    }
}
