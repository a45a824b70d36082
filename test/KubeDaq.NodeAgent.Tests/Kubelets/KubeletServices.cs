using System.Collections.Concurrent;
using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.Kubelet.Pods;

namespace KubeDaq.NodeAgent.Tests.Kubelets;

/// <summary>Takes registrations of device plugins.</summary>
internal sealed class KubeletRegistration(string folder, ConcurrentDictionary<string, PluginEndpoint> plugins) : Registration.RegistrationBase
{
    public override async Task<Empty> Register(RegisterRequest request, ServerCallContext context)
    {
        if (request.Version != "v1beta1")
            throw new RpcException(new(StatusCode.Unknown, $"requested API version {request.Version} is not supported by kubelet"));
        var endpoint = new PluginEndpoint(Path.Combine(folder, request.Endpoint));
        await endpoint.ConnectAsync(context.CancellationToken);
        plugins.AddOrUpdate(request.ResourceName, endpoint, (_, old) =>
        {
            old.Dispose();
            return endpoint;
        });
        return new();
    }
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
