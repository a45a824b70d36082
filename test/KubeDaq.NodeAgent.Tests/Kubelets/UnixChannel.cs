using System.Net.Sockets;
using Grpc.Net.Client;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>Channels as gRPC for Go makes them to unix sockets.</summary>
internal static class UnixChannel
{
    public static GrpcChannel To(string path, string authority = "localhost") => GrpcChannel.ForAddress("http://localhost", new()
    {
        HttpHandler = new Authority(authority, new SocketsHttpHandler { ConnectCallback = (_, stop) => ConnectAsync(path, stop), UseProxy = false }),
        DisposeHttpClient = true,
    });

    /// <summary>As the plugin watcher dials: the percent-encoded path of the socket is the name of the server.</summary>
    public static GrpcChannel AsPluginWatcher(string path) => To(path, Uri.EscapeDataString(path));

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private sealed class Authority(string name, HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation("Host", name);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
