using System.Text.RegularExpressions;
using KubeDaq.Api.DaqHosts;
using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Discovery.Hosts;

/// <summary>The host's NUMA nodes and huge pages.</summary>
internal sealed partial class MemoryReader(HostFiles files)
{
    private const string Nodes = "/sys/devices/system/node";

    public IReadOnlyList<HostNumaNode> NumaNodes() =>
    [
        .. NodeNumbers().Select(node => new HostNumaNode
        {
            Id = node,
            Cpus = files.Text($"{Nodes}/node{node}/cpulist") is { Length: > 0 and < 1000 } list ? list : null,
            Memory = MemTotal().Match(files.Text($"{Nodes}/node{node}/meminfo") ?? "") is { Success: true } total ? Size(long.Parse(total.Groups[1].ValueSpan)) : null,
        }),
    ];

    /// <summary>By NUMA node where the host has several: DPDK needs them on its card's side. Sizes of which there is no page are left out.</summary>
    public IReadOnlyList<HostHugePages> HugePages()
    {
        var nodes = NodeNumbers();
        var found = nodes.Count > 1
            ? nodes.SelectMany(node => Pages($"{Nodes}/node{node}/hugepages", node))
            : Pages("/sys/kernel/mm/hugepages", null);
        return [.. found];
    }

    private IEnumerable<HostHugePages> Pages(string folder, int? node) =>
        from name in files.Names(folder)
        let size = PageFolder().Match(name)
        where size.Success
        let total = long.TryParse(files.Text($"{folder}/{name}/nr_hugepages"), out var count) ? count : 0
        where total > 0
        select new HostHugePages { Size = Size(long.Parse(size.Groups[1].ValueSpan)), NumaNode = node, Total = total };

    private List<int> NodeNumbers() =>
        [.. files.Names(Nodes).Select(n => NodeFolder().Match(n)).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].ValueSpan)).Order()];

    private static string Size(long kilobytes) => kilobytes switch
    {
        >= 1 << 20 => $"{kilobytes >> 20}Gi",
        >= 1 << 10 => $"{kilobytes >> 10}Mi",
        _ => $"{kilobytes}Ki",
    };

    [GeneratedRegex(@"^node(\d{1,4})$")]
    private static partial Regex NodeFolder();

    [GeneratedRegex(@"^hugepages-(\d{1,12})kB$")]
    private static partial Regex PageFolder();

    [GeneratedRegex(@"MemTotal:\s+(\d{1,15}) kB")]
    private static partial Regex MemTotal();
}
