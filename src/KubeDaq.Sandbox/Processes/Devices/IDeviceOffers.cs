namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>The devices that a host's kubelet can give to pods, by resource.</summary>
internal interface IDeviceOffers
{
    /// <summary>Whether the resource stands for devices, and not for an amount that somebody wrote on the node.</summary>
    bool Has(string resource);

    /// <summary>The devices of a resource that can be given now.</summary>
    IReadOnlyList<string> Healthy(string resource);

    /// <summary>Asks for what a container gets with a device.</summary>
    /// <exception cref="DeviceRefusedException">It is not handed over.</exception>
    Task<HandedDevice> AllocateAsync(string resource, string device, CancellationToken stop);
}

/// <summary>What a container gets with a device.</summary>
/// <param name="Files">Device files: the path on the host, and the path in the container.</param>
/// <param name="Variables">Its environment.</param>
internal sealed record HandedDevice(IReadOnlyList<(string HostPath, string Path)> Files, IReadOnlyDictionary<string, string> Variables);

/// <summary>Whoever offers a device does not hand it over; the message is his.</summary>
internal sealed class DeviceRefusedException(string message) : Exception(message);
