namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>What a socket is for. Calls carry no resource name, so a service knows by the socket whom it speaks for.</summary>
internal abstract record SocketRole
{
    /// <summary>Somebody has connected to it.</summary>
    public virtual void Connected()
    {
    }
}
