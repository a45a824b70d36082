using System.Collections.Concurrent;
using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>The kubelet's side of its plugin APIs, as a real one of 1.36 was seen to behave.</summary>
internal sealed class FakeKubelet : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PluginEndpoint> _plugins = [];
    private CancellationTokenSource _ending = new();
    private WebApplication? _server;

    /// <param name="root">Its folder.</param>
    public FakeKubelet(string root) => (Root, Watcher) = (root, new(root));

    public string Root { get; }

    public string PluginFolder => Path.Combine(Root, "device-plugins");

    /// <summary>What it remembers over restarts.</summary>
    public KubeletBooks Books { get; } = new();

    /// <summary>Registrations of device plugins that it does not answer.</summary>
    public UnansweredCalls Unanswered { get; } = new();

    /// <summary>Finds drivers of claims.</summary>
    public PluginWatcher Watcher { get; }

    public async Task StartAsync()
    {
        foreach (var folder in new[] { PluginFolder, Path.Combine(Root, "pod-resources"), Path.Combine(Root, "plugins_registry") })
            Directory.CreateDirectory(folder);
        // It deletes what is directly in its folder, and nothing below.
        foreach (var file in Directory.EnumerateFiles(PluginFolder))
            File.Delete(file);
        File.Delete(Path.Combine(Root, "pod-resources/kubelet.sock"));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        _ending = new();
        builder.Services.AddSingleton(new KubeletRegistration(PluginFolder, _plugins, Unanswered, _ending.Token));
        builder.Services.AddSingleton(new KubeletPodResources(Books));
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.ListenUnixSocket(Path.Combine(PluginFolder, "kubelet.sock"), one => one.Protocols = HttpProtocols.Http2);
            options.ListenUnixSocket(Path.Combine(Root, "pod-resources/kubelet.sock"), one => one.Protocols = HttpProtocols.Http2);
        });
        _server = builder.Build();
        _server.MapGrpcService<KubeletRegistration>();
        _server.MapGrpcService<KubeletPodResources>();
        await _server.StartAsync();
        Watcher.Start();
    }

    /// <summary>Ends it; pods and its memory stay.</summary>
    public async Task StopAsync()
    {
        await Watcher.DisposeAsync();
        await _ending.CancelAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _server = null;
        foreach (var resource in _plugins.Keys)
        {
            if (_plugins.TryRemove(resource, out var plugin))
                plugin.Dispose();
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>How many devices of a resource pods can be given: what gets into the node's allocatable.</summary>
    public int Allocatable(string resource) => Devices(resource).Count(device => device.Health == "Healthy");

    public IReadOnlyList<Device> Devices(string resource) => _plugins.TryGetValue(resource, out var plugin) ? plugin.Devices : [];

    /// <summary>Admits a pod: gives it a free device. The error is what makes a pod Failed for good.</summary>
    public async Task<ContainerAllocateResponse> AdmitAsync(KubeletPod pod, string resource, CancellationToken stop)
    {
        var taken = Books.All.Where(one => one.Resource == resource).Select(one => one.Device).ToHashSet();
        var free = Devices(resource).FirstOrDefault(device => device.Health == "Healthy" && !taken.Contains(device.Id))
            ?? throw new RpcException(new(StatusCode.ResourceExhausted, $"requested number of devices unavailable for {resource}. Requested: 1, Available: 0"));
        var response = await _plugins[resource].AllocateAsync(free.Id, stop);
        Books.Add(new(pod, resource, free.Id));
        return response;
    }

    /// <summary>Asks the plugin of a resource for its options: a call like that of an allocation, about nothing.</summary>
    public Task GetOptionsAsync(string resource, CancellationToken stop) => _plugins[resource].GetOptionsAsync(stop);

    public async ValueTask DisposeAsync() => await StopAsync();
}
