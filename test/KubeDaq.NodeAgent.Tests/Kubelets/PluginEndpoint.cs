using Grpc.Core;
using Grpc.Net.Client;
using KubeDaq.Kubelet.DevicePlugins;
using DevicePluginClient = KubeDaq.Kubelet.DevicePlugins.DevicePlugin.DevicePluginClient;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>A device plugin that has registered, as the kubelet keeps it: a connection and the stream of its devices.</summary>
internal sealed class PluginEndpoint : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly DevicePluginClient _client;
    private readonly CancellationTokenSource _stop = new();

    public PluginEndpoint(string socket)
    {
        _channel = UnixChannel.To(socket);
        _client = new(_channel);
    }

    /// <summary>The devices as they were told last; none once the stream has ended.</summary>
    public IReadOnlyList<Device> Devices { get; private set; } = [];

    /// <summary>Ends with the stream.</summary>
    public Task Listening { get; private set; } = Task.CompletedTask;

    /// <summary>Dials back, as the kubelet does inside the call of Register.</summary>
    public async Task ConnectAsync(CancellationToken stop)
    {
        await GetOptionsAsync(stop);
        var stream = _client.ListAndWatch(new(), cancellationToken: _stop.Token);
        Listening = ListenAsync(stream);
    }

    public async Task<ContainerAllocateResponse> AllocateAsync(string device, CancellationToken stop)
    {
        var request = new AllocateRequest { ContainerRequests = { new ContainerAllocateRequest { DevicesIds = { device } } } };
        return (await _client.AllocateAsync(request, cancellationToken: stop)).ContainerResponses[0];
    }

    /// <summary>Asks for what costs the plugin nothing to answer.</summary>
    public async Task GetOptionsAsync(CancellationToken stop) => await _client.GetDevicePluginOptionsAsync(new(), cancellationToken: stop);

    public void Dispose()
    {
        _stop.Cancel();
        _channel.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync(AsyncServerStreamingCall<ListAndWatchResponse> stream)
    {
        try
        {
            while (await stream.ResponseStream.MoveNext(CancellationToken.None))
                Devices = [.. stream.ResponseStream.Current.Devices];
        }
        catch (RpcException)
        {
            // The plugin went.
        }
        finally
        {
            Devices = [];
            stream.Dispose();
        }
    }
}
