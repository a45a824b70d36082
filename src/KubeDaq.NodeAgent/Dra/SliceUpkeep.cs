using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Keeps the host's ResourceSlice: the kubelet deletes it when it starts, and when the driver was away.</summary>
internal sealed class SliceUpkeep(IApiServer server, string node, Latest<IReadOnlyList<JsonObject>?> wanted, TimeProvider time)
{
    private const string Collection = $"/apis/{DraNames.ApiVersion}/resourceslices";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // Written at once after a loss, and looked at now and then: a watch can lag.
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(60);

    private readonly Latest<bool> _lost = new(false);

    /// <summary>Works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop) => await await Task.WhenAny(FollowAsync(stop), KeepAsync(stop));

    /// <summary>Takes the slice away.</summary>
    public async Task RemoveAsync(CancellationToken stop)
    {
        try
        {
            await server.SendAsync(ApiCall.Delete($"{Collection}/{DraNames.Slice(node)}"), stop);
        }
        catch (ApiFailure failure) when (failure.IsNotFound)
        {
            // It never was.
        }
    }

    private Task FollowAsync(CancellationToken stop) => server.FollowAsync(
        $"{Collection}?fieldSelector=spec.driver%3D{DraNames.Driver},spec.nodeName%3D{node}",
        slices =>
        {
            // What this agent itself wrote is no news.
            if (!slices.ContainsKey(DraNames.Slice(node)))
                _lost.Set(true);
        },
        stop);

    private async Task KeepAsync(CancellationToken stop)
    {
        while (true)
        {
            var (lost, changed) = (_lost.Version, wanted.Version);
            var done = wanted.Current is null || await TryWriteAsync(wanted.Current, stop);
            await Changes.FirstAsync(next => [_lost.NextAsync(lost, next), wanted.NextAsync(changed, next), Task.Delay(done ? Period : Retry, time, next)], stop);
        }
    }

    private async Task<bool> TryWriteAsync(IReadOnlyList<JsonObject> devices, CancellationToken stop)
    {
        try
        {
            await WriteAsync(devices, stop);
            return true;
        }
        catch (ApiFailure)
        {
            return false;
        }
    }

    private async Task WriteAsync(IReadOnlyList<JsonObject> devices, CancellationToken stop)
    {
        var owner = await server.SendAsync(ApiCall.Get($"/api/v1/nodes/{node}"), stop);
        var slice = CardSlice.Of(node, (string?)owner["metadata"]?["uid"] ?? "", devices.Select(device => device.DeepClone().AsObject()));
        if (await ReadAsync(stop) is not { } there)
            await server.SendAsync(ApiCall.Create(Collection, slice), stop);
        else if (!CardSlice.SameDevices(there, slice))
        {
            slice["metadata"]!["resourceVersion"] = there["metadata"]?["resourceVersion"]?.DeepClone();
            slice["spec"]!["pool"]!["generation"] = ((long?)there["spec"]?["pool"]?["generation"] ?? 0) + 1;
            await server.SendAsync(ApiCall.Replace($"{Collection}/{DraNames.Slice(node)}", slice), stop);
        }
    }

    private async Task<JsonObject?> ReadAsync(CancellationToken stop)
    {
        try
        {
            return await server.SendAsync(ApiCall.Get($"{Collection}/{DraNames.Slice(node)}"), stop);
        }
        catch (ApiFailure failure) when (failure.IsNotFound)
        {
            return null;
        }
    }
}
