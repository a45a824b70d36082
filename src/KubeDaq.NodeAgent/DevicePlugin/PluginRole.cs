using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>A socket that stands for one resource.</summary>
/// <param name="Plugin">Answers.</param>
/// <param name="Resource">What is offered there.</param>
/// <param name="Streams">Whether the kubelet listens to it.</param>
internal sealed record PluginRole(CardPlugin Plugin, CardResource Resource, OpenStreams Streams) : SocketRole
{
    /// <inheritdoc/>
    public override void Connected() => Streams.NoteDial();
}
