using System.Security.Cryptography;
using System.Text;
using KubeDaq.Api;
using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>The kubelet's folder for device plugins.</summary>
/// <param name="kubeletRoot">The kubelet's folder.</param>
internal sealed class PluginFolder(string kubeletRoot)
{
    private const int LongestName = 32;

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.Combine(kubeletRoot, "device-plugins");

    /// <summary>Where the kubelet takes registrations.</summary>
    public string KubeletSocket => System.IO.Path.Combine(Path, "kubelet.sock");

    /// <summary>Where a resource is served, from the folder on. In a folder below: the kubelet deletes what is directly in its own.</summary>
    public static string Endpoint(CardResource resource) => $"{ApiGroup.Name}/{Short(resource.Part.Name)}.sock";

    /// <summary>Where a resource is served.</summary>
    public string Socket(CardResource resource) => System.IO.Path.Combine(Path, Endpoint(resource));

    // The path of a unix socket has room for 107 letters.
    private static string Short(string name) => name.Length <= LongestName
        ? name
        : $"{name[..(LongestName - 9)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
}
