using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;
using KubeDaq.Kubelet.DevicePlugins;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>A plugin that a kubelet listens to.</summary>
/// <param name="socket">Where it is served.</param>
/// <param name="changed">Told of each change of its devices.</param>
internal sealed class RegisteredPlugin(string socket, Action changed) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress("http://localhost", new()
    {
        HttpHandler = new SocketsHttpHandler { ConnectCallback = (_, stop) => ConnectAsync(socket, stop), UseProxy = false },
        DisposeHttpClient = true,
    });

    /// <summary>How many devices it has told of.</summary>
    public int Known { get; private set; }

    /// <summary>Those that can be given; none once it is gone.</summary>
    public IReadOnlyList<string> Healthy { get; private set; } = [];

    /// <summary>Dials it, and listens from then on.</summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        var client = new DevicePlugin.DevicePluginClient(_channel);
        await client.GetDevicePluginOptionsAsync(new(), cancellationToken: stop);
        _ = ListenAsync(client.ListAndWatch(new(), cancellationToken: _stop.Token));
    }

    /// <summary>Asks for what a container gets with a device.</summary>
    public async Task<ContainerAllocateResponse> AllocateAsync(string device, CancellationToken stop)
    {
        var request = new AllocateRequest { ContainerRequests = { new ContainerAllocateRequest { DevicesIds = { device } } } };
        return (await new DevicePlugin.DevicePluginClient(_channel).AllocateAsync(request, cancellationToken: stop)).ContainerResponses[0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _channel.Dispose();
        _stop.Dispose();
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken stop)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await connection.ConnectAsync(new UnixDomainSocketEndPoint(path), stop);
        return new NetworkStream(connection, ownsSocket: true);
    }

    private async Task ListenAsync(AsyncServerStreamingCall<ListAndWatchResponse> stream)
    {
        try
        {
            while (await stream.ResponseStream.MoveNext(CancellationToken.None))
                Tell(stream.ResponseStream.Current.Devices.Count, [.. stream.ResponseStream.Current.Devices.Where(one => one.Health == "Healthy").Select(one => one.Id)]);
        }
        catch (RpcException)
        {
            // The plugin went: its devices are there, and nobody can be given one.
        }
        finally
        {
            stream.Dispose();
            Tell(Known, []);
        }
    }

    private void Tell(int known, IReadOnlyList<string> healthy)
    {
        (Known, Healthy) = (known, healthy);
        changed();
    }
}
