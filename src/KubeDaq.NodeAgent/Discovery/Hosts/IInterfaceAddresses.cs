using System.Net.NetworkInformation;

namespace KubeDaq.NodeAgent.Discovery.Hosts;

/// <summary>The addresses of the host's network interfaces: the one thing that no file of the host tells.</summary>
internal interface IInterfaceAddresses
{
    /// <summary>Addresses with the length of their prefix, by interface.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<string>> Read();
}

/// <summary>Asks the kernel; the agent must be on the host's network.</summary>
internal sealed class KernelAddresses : IInterfaceAddresses
{
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Read()
    {
        try
        {
            return NetworkInterface.GetAllNetworkInterfaces().ToDictionary(i => i.Name, Addresses);
        }
        catch (NetworkInformationException)
        {
            return new Dictionary<string, IReadOnlyList<string>>();
        }
    }

    /// <summary>Link-local addresses are of no use to a data network.</summary>
    private static IReadOnlyList<string> Addresses(NetworkInterface found) =>
        [.. found.GetIPProperties().UnicastAddresses.Where(a => !a.Address.IsIPv6LinkLocal).Select(a => $"{a.Address}/{a.PrefixLength}").Order(StringComparer.Ordinal)];
}
