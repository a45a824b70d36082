using Grpc.Core;
using Grpc.Net.Client;
using KubeDaq.Kubelet.Pods;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Reads the kubelet's books by its PodResources API.</summary>
internal sealed class KubeletOwners(string kubeletRoot, HostState state, TimeProvider time) : IKubeletOwners, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _socket = Socket(kubeletRoot);
    private readonly GrpcChannel _channel = KubeletChannel.To(Socket(kubeletRoot));

    /// <inheritdoc/>
    public bool IsThere => File.Exists(_socket);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KubeletOwner>?> ReadAsync(CancellationToken stop)
    {
        try
        {
            var list = await new PodResourcesLister.PodResourcesListerClient(_channel)
                .ListAsync(new(), deadline: time.GetUtcNow().UtcDateTime + Patience, cancellationToken: stop);
            var parts = Parts();
            return [.. list.PodResources.SelectMany(pod => Owned(pod, parts)).Distinct()];
        }
        catch (Exception exception) when (exception is RpcException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static string Socket(string kubeletRoot) => Path.Combine(kubeletRoot, "pod-resources/kubelet.sock");

    private List<CardResource> Parts() => [.. (state.Cards.Current?.Values ?? []).SelectMany(CardResource.Of)];

    private static IEnumerable<KubeletOwner> Owned(PodResources pod, List<CardResource> parts)
    {
        foreach (var device in pod.Containers.SelectMany(container => container.Devices).Where(device => device.DeviceIds.Count > 0))
        {
            if (parts.Find(one => one.Name == device.ResourceName) is { } found)
                yield return new(found.Part, pod.Namespace, pod.Name, IsClaimed: false);
        }
        foreach (var device in pod.Containers.SelectMany(container => container.DynamicResources).SelectMany(one => one.ClaimResources).Where(one => one.DriverName == DraNames.Driver))
        {
            if (parts.Find(one => one.Part.Name == device.DeviceName) is { } found)
                yield return new(found.Part, pod.Namespace, pod.Name, IsClaimed: true);
        }
    }
}
