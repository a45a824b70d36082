using System.Net;
using KubeDaq.Api.DaqHosts;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;

namespace KubeDaq.NodeAgent.Discovery.Hosts;

/// <summary>The network interfaces of the host that are hardware, or have an address that a data network takes.</summary>
internal sealed class InterfaceReader(HostFiles files, IInterfaceAddresses addresses)
{
    private const string Folder = "/sys/class/net";

    public IReadOnlyList<HostInterface> Read(IReadOnlyList<NetworkRule> networks)
    {
        var known = addresses.Read();
        return
        [
            .. files.Names(Folder).Where(name => name != "lo")
                .Select(name => Describe(name, known.GetValueOrDefault(name) ?? []))
                .Where(i => i.PciAddress is not null || i.Addresses.Any(a => networks.Any(n => DataNetworks.Holds(n, a)))),
        ];
    }

    private HostInterface Describe(string name, IReadOnlyList<string> found)
    {
        var folder = $"{Folder}/{name}";
        var device = files.Target(folder)?.Split('/').LastOrDefault(PciAddress.IsOne);
        return new HostInterface
        {
            Name = name,
            Addresses = found,
            // -1 is what the kernel says of a link that is down.
            SpeedMbps = files.Number($"{folder}/speed") is > 0 and var speed ? speed : null,
            Mtu = files.Number($"{folder}/mtu"),
            State = files.Text($"{folder}/operstate") is { Length: > 0 and < 30 } state ? state : null,
            Mac = files.Text($"{folder}/address") is { Length: > 0 and < 64 } mac ? mac : null,
            Driver = files.Target($"{folder}/device/driver") is { } driver ? Path.GetFileName(driver) : null,
            PciAddress = device,
            NumaNode = files.Number($"{folder}/device/numa_node") is >= 0 and var node ? node : null,
        };
    }
}

/// <summary>Which of the host's addresses belong to which data network.</summary>
internal static class DataNetworks
{
    /// <summary>One address for each network: the first, where interfaces are in the order of their names.</summary>
    public static IReadOnlyList<HostNetwork> Of(IReadOnlyList<NetworkRule> rules, IReadOnlyList<HostInterface> interfaces) =>
    [
        .. from rule in rules
           let found = (from i in interfaces from a in i.Addresses where Holds(rule, a) select (i.Name, Address: Bare(a))).FirstOrDefault()
           where found.Name is not null
           select new HostNetwork { Name = rule.Name, Interface = found.Name, Address = found.Address },
    ];

    public static bool Holds(NetworkRule rule, string address) =>
        IPNetwork.TryParse(rule.Cidr, out var range) && IPAddress.TryParse(Bare(address), out var one) && range.Contains(one);

    private static string Bare(string address) => address.Split('/')[0];
}
