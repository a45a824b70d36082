using System.Collections.Concurrent;
using Grpc.Core;

namespace KubeDaq.Sandbox.Processes.Devices;

/// <summary>The devices that plugins have registered with the kubelet of one host.</summary>
internal sealed class PluginDevices : IDeviceOffers, IDisposable
{
    private readonly ConcurrentDictionary<string, RegisteredPlugin> _plugins = [];

    /// <summary>Told of each resource whose devices have changed.</summary>
    public Action<string> Changed { get; set; } = _ => { };

    /// <summary>Takes a plugin, in the place of an earlier one of the same resource.</summary>
    public async Task RegisterAsync(string resource, string socket, CancellationToken stop)
    {
        var plugin = new RegisteredPlugin(socket, () => Changed(resource));
        await plugin.ConnectAsync(stop);
        _plugins.AddOrUpdate(resource, plugin, (_, old) =>
        {
            old.Dispose();
            return plugin;
        });
        Changed(resource);
    }

    /// <inheritdoc/>
    public bool Has(string resource) => _plugins.ContainsKey(resource);

    /// <summary>How many devices a resource has, and how many of them can be given.</summary>
    public (int All, int Healthy) Count(string resource) => _plugins.TryGetValue(resource, out var plugin) ? (plugin.Known, plugin.Healthy.Count) : (0, 0);

    /// <inheritdoc/>
    public IReadOnlyList<string> Healthy(string resource) => _plugins.TryGetValue(resource, out var plugin) ? plugin.Healthy : [];

    /// <inheritdoc/>
    public async Task<HandedDevice> AllocateAsync(string resource, string device, CancellationToken stop)
    {
        try
        {
            var handed = await _plugins[resource].AllocateAsync(device, stop);
            return new([.. handed.Devices.Select(file => (file.HostPath, file.ContainerPath))], handed.Envs);
        }
        catch (RpcException refusal)
        {
            throw new DeviceRefusedException($"rpc error: code = {refusal.StatusCode} desc = {refusal.Status.Detail}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Changed = _ => { };
        foreach (var plugin in _plugins.Values)
            plugin.Dispose();
    }
}
