using System.Net.Sockets;
using KubeDaq.NodeAgent.Cluster;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.NodeAgent.Tests.Cluster;

public sealed class ApiConnectionTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kernel_looks_for_a_silent_host_after_twenty_seconds_and_gives_it_up_within_fifty()
    {
        await using var server = await WireServer.StartAsync(context => context.Response.WriteAsync("{}"));
        NetworkStream? stream = null;
        using var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = async (context, stop) => stream = (NetworkStream)await ApiConnection.OpenAsync(context, stop) });
        Assert.Equal("{}", await client.GetStringAsync(server.Url, Stop));
        Assert.Equal((1, 20, 10, 3), (
            Option(SocketOptionLevel.Socket, SocketOptionName.KeepAlive),
            Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime),
            Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval),
            Option(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount)));

        int Option(SocketOptionLevel level, SocketOptionName name) => (int)stream!.Socket.GetSocketOption(level, name)!;
    }
}
