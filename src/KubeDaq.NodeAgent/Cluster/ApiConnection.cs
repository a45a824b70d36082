using System.Net.Sockets;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Opens connections to the API server on which the kernel looks for its host, see tcp(7): that wakes up nothing in the agent.</summary>
internal static class ApiConnection
{
    // A watch that has lost its host ends within 50 seconds, rather than in the kernel's two hours.
    private const int SecondsOfSilence = 20;
    private const int SecondsBetween = 10;
    private const int Probes = 3;

    /// <summary>Opens one; as <see cref="SocketsHttpHandler.ConnectCallback"/> has it.</summary>
    /// <exception cref="SocketException">Nobody listens there.</exception>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, SecondsOfSilence);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, SecondsBetween);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
            await socket.ConnectAsync(context.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
