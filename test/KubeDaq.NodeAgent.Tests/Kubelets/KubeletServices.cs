using System.Collections.Concurrent;
using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.Kubelet.Pods;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>Takes registrations of device plugins, until the kubelet ends.</summary>
internal sealed class KubeletRegistration(string folder, ConcurrentDictionary<string, PluginEndpoint> plugins, UnansweredCalls unanswered, CancellationToken ending) : Registration.RegistrationBase
{
    private static readonly TimeSpan DialPatience = TimeSpan.FromSeconds(10);

    public override async Task<Empty> Register(RegisterRequest request, ServerCallContext context)
    {
        if (unanswered.Take())
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending);
        if (request.Version != "v1beta1")
            throw new RpcException(new(StatusCode.Unknown, $"requested API version {request.Version} is not supported by kubelet"));
        var endpoint = new PluginEndpoint(Path.Combine(folder, request.Endpoint));
        // Whether or not the plugin still waits for the answer: it is dialled back all the same.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ending);
        patience.CancelAfter(DialPatience);
        await endpoint.ConnectAsync(patience.Token);
        plugins.AddOrUpdate(request.ResourceName, endpoint, (_, old) =>
        {
            old.Dispose();
            return endpoint;
        });
        return new();
    }
}

/// <summary>How many calls a kubelet leaves without an answer.</summary>
internal sealed class UnansweredCalls
{
    private int _left;

    public void Leave(int calls) => Interlocked.Exchange(ref _left, calls);

    public bool Take() => Interlocked.Decrement(ref _left) >= 0;
}

/// <summary>Says which pod has what.</summary>
internal sealed class KubeletPodResources(KubeletBooks books) : PodResourcesLister.PodResourcesListerBase
{
    public override Task<ListPodResourcesResponse> List(ListPodResourcesRequest request, ServerCallContext context)
    {
        var response = new ListPodResourcesResponse();
        foreach (var pod in books.All.GroupBy(one => one.Pod))
        {
            var container = new ContainerResources { Name = "main" };
            foreach (var device in pod)
                Add(container, device);
            response.PodResources.Add(new PodResources { Namespace = pod.Key.Namespace, Name = pod.Key.Name, Containers = { container } });
        }
        return Task.FromResult(response);
    }

    private static void Add(ContainerResources container, BookedDevice device)
    {
        if (device.Claim is null)
            container.Devices.Add(new ContainerDevices { ResourceName = device.Resource, DeviceIds = { device.Device } });
        else
            container.DynamicResources.Add(new DynamicResource { ClaimName = device.Claim, ClaimNamespace = device.Pod.Namespace, ClaimResources = { new ClaimResource { DriverName = "cards.dune.daq", DeviceName = device.Device } } });
    }
}
