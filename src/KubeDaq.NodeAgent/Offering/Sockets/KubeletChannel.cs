using System.Net.Sockets;
using Grpc.Net.Client;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>The way to a service of the kubelet.</summary>
internal static class KubeletChannel
{
    /// <summary>A channel to a unix socket; it connects at the first call, and again after a loss.</summary>
    public static GrpcChannel To(string path) => GrpcChannel.ForAddress("http://localhost", new()
    {
        HttpHandler = new SocketsHttpHandler { ConnectCallback = (_, stop) => ConnectAsync(path, stop), UseProxy = false },
        DisposeHttpClient = true,
        // A kubelet that is not there is asked again by who wants it, in his own time.
        MaxRetryAttempts = 0,
    });

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
