using KubeDaq.Api.ReadoutCards;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>What the device plugin tells the kubelet.</summary>
internal static class PluginAnswers
{
    private const string Healthy = "Healthy";
    private const string Unhealthy = "Unhealthy";

    /// <summary>The device of a resource: there is always one, so that a card that breaks is counted as broken and not as never seen.</summary>
    public static ListAndWatchResponse Devices(CardResource resource, HostCard? card, ReadoutCard? record)
    {
        var device = new Device { Id = resource.Part.Name, Health = Availability.Of(card, record) is null ? Healthy : Unhealthy };
        if (card?.Facts.NumaNode is { } node and >= 0)
            device.Topology = new() { Nodes = { new NumaNode { Id = node } } };
        return new() { Devices = { device } };
    }

    /// <summary>What a container is given with the card.</summary>
    public static ContainerAllocateResponse Handed(CardResource resource)
    {
        var response = new ContainerAllocateResponse();
        foreach (var (name, value) in CardEnvironment.Of(resource))
            response.Envs[name] = value;
        foreach (var file in resource.Files)
            response.Devices.Add(new DeviceSpec { ContainerPath = file, HostPath = file, Permissions = "rw" });
        return response;
    }
}
