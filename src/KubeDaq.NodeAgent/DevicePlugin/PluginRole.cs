using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>A socket that stands for one resource.</summary>
/// <param name="Resource">What is offered there.</param>
/// <param name="Streams">Whether the kubelet listens to it.</param>
internal sealed record PluginRole(CardResource Resource, OpenStreams Streams) : SocketRole;
