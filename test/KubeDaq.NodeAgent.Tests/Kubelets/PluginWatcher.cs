using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using KubeDaq.Kubelet.Dra;
using KubeDaq.Kubelet.PluginRegistration;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>Looks into plugins_registry for drivers, asks who they are, and calls them.</summary>
internal sealed class PluginWatcher(string root) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan InfoPatience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DriverFound> _found = [];
    private CancellationTokenSource? _stop;
    private Task _watching = Task.CompletedTask;

    /// <summary>The driver of this name, if it has been taken.</summary>
    public DriverFound? Driver(string name) => _found.Values.FirstOrDefault(one => one.Info.Name == name);

    public void Start()
    {
        _stop = new();
        _watching = WatchAsync(_stop.Token);
    }

    public async Task StopAsync()
    {
        if (_stop is null)
            return;
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var socket in _found.Keys)
            Forget(socket);
        _stop.Dispose();
        _stop = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task WatchAsync(CancellationToken stop)
    {
        while (true)
        {
            var there = Directory.GetFiles(Path.Combine(root, "plugins_registry")).ToDictionary(path => path, File.GetCreationTimeUtc);
            foreach (var gone in _found.Where(one => !there.TryGetValue(one.Key, out var made) || made != one.Value.Made).ToList())
                Forget(gone.Key);
            foreach (var (socket, made) in there.Where(one => !_found.ContainsKey(one.Key)))
                await TryTakeAsync(socket, made, stop);
            await Task.Delay(Period, TimeProvider.System, stop);
        }
    }

    private async Task TryTakeAsync(string socket, DateTime made, CancellationToken stop)
    {
        using var channel = UnixChannel.AsPluginWatcher(socket);
        var client = new Registration.RegistrationClient(channel);
        try
        {
            var info = await client.GetInfoAsync(new(), deadline: TimeProvider.System.GetUtcNow().UtcDateTime + InfoPatience, cancellationToken: stop);
            _found[socket] = new(info, made, UnixChannel.To(info.Endpoint));
            await client.NotifyRegistrationStatusAsync(new() { PluginRegistered = true }, cancellationToken: stop);
        }
        catch (RpcException) when (!stop.IsCancellationRequested)
        {
            // Not there yet; it is tried again.
        }
    }

    private void Forget(string socket)
    {
        if (_found.TryRemove(socket, out var driver))
            driver.Channel.Dispose();
    }
}

/// <summary>A driver that the kubelet has taken.</summary>
internal sealed record DriverFound(PluginInfo Info, DateTime Made, GrpcChannel Channel)
{
    public DRAPlugin.DRAPluginClient Client { get; } = new(Channel);

    public async Task<NodePrepareResourceResponse> PrepareAsync(Claim claim, CancellationToken stop) =>
        (await Client.NodePrepareResourcesAsync(new() { Claims = { claim } }, cancellationToken: stop)).Claims[claim.Uid];

    /// <summary>With the time that a kubelet waits at most.</summary>
    public async Task<NodePrepareResourceResponse> PrepareWithinAsync(TimeSpan patience, Claim claim, CancellationToken stop) =>
        (await Client.NodePrepareResourcesAsync(new() { Claims = { claim } }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience, cancellationToken: stop)).Claims[claim.Uid];

    public async Task<NodeUnprepareResourceResponse> UnprepareAsync(Claim claim, CancellationToken stop) =>
        (await Client.NodeUnprepareResourcesAsync(new() { Claims = { claim } }, cancellationToken: stop)).Claims[claim.Uid];
}
