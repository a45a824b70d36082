using System.Text.RegularExpressions;
using KubeDaq.Api.Schema;

namespace KubeDaq.NodeAgent.Discovery.Pci;

/// <summary>Addresses of PCI functions, domain:bus:device.function.</summary>
internal static partial class PciAddress
{
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>The address without the function, as slots have it: 0000:3b:00.</summary>
    public static string Device(string address) => address[..address.IndexOf('.', StringComparison.Ordinal)];

    [GeneratedRegex(Patterns.PciAddress)]
    private static partial Regex Form();
}
