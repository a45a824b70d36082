using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Finds the pods of this host that wait for its cards.</summary>
internal sealed class WaitingPods(IApiServer server, string node)
{
    private readonly string _path = $"/api/v1/pods?fieldSelector=spec.nodeName%3D{Uri.EscapeDataString(node)},status.phase%3DPending";

    /// <summary>Those that have a claim to which one of the devices was allotted.</summary>
    /// <exception cref="ApiFailure">They could not be read.</exception>
    public async Task<IReadOnlyList<PodRef>> WithAnyOfAsync(IReadOnlySet<string> devices, CancellationToken stop)
    {
        var list = await server.SendAsync(ApiCall.Get(_path), stop);
        var found = new List<PodRef>();
        foreach (var pod in (list["items"] as JsonArray ?? []).OfType<JsonNode>().Select(WaitingPod.Read).OfType<WaitingPod>())
        {
            if (await HasAnyOfAsync(pod, devices, stop))
                found.Add(pod.Ref);
        }
        return found;
    }

    private async Task<bool> HasAnyOfAsync(WaitingPod pod, IReadOnlySet<string> devices, CancellationToken stop)
    {
        foreach (var name in pod.Claims)
        {
            if (await ReadAsync(pod.Ref.Namespace, name, stop) is { } claim && claim.Devices.Any(device => devices.Contains(device.Name)))
                return true;
        }
        return false;
    }

    private async Task<CardClaim?> ReadAsync(string ns, string name, CancellationToken stop)
    {
        try
        {
            return CardClaim.Read(await server.SendAsync(ApiCall.Get(DraNames.ClaimPath(ns, name)), stop), node);
        }
        catch (ApiFailure failure) when (failure.IsNotFound)
        {
            return null;
        }
    }
}
