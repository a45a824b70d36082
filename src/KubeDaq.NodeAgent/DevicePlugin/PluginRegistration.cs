using Grpc.Core;
using Grpc.Net.Client;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>
/// Tells the kubelet of a plugin. A call may be lost, as where a kubelet is just starting: one after which the kubelet does not dial back soon is
/// made again, by a new connection and with more patience. One that dials back is waited for: told twice, it would drop the card for a moment.
/// </summary>
internal sealed class PluginRegistration(CardResource resource, PluginFolder folder, OpenStreams streams, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    // That of the kubelet when it dials back.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _patience = Shortest;

    /// <summary>Registers; the problem, or null when the kubelet has taken the plugin.</summary>
    public async Task<string?> TryAsync(CancellationToken stop)
    {
        using var kubelet = KubeletChannel.To(folder.KubeletSocket);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var dials = streams.Dials;
        var call = CallAsync(kubelet, over.Token);
        await Task.WhenAny(call, Task.Delay(_patience, time, over.Token));
        var isLost = !call.IsCompleted && streams.Dials == dials;
        if (isLost)
            await over.CancelAsync();
        var problem = await call;
        stop.ThrowIfCancellationRequested();
        return isLost ? Lost() : Answered(problem);
    }

    private async Task<string?> CallAsync(GrpcChannel kubelet, CancellationToken stop)
    {
        var request = new RegisterRequest { Version = "v1beta1", Endpoint = PluginFolder.Endpoint(resource), ResourceName = resource.Name, Options = new() };
        try
        {
            await new Registration.RegistrationClient(kubelet).RegisterAsync(request, deadline: time.GetUtcNow().UtcDateTime + Longest, cancellationToken: stop);
            return null;
        }
        catch (RpcException refused)
        {
            return refused.Status.Detail is { Length: > 0 } detail ? detail : $"{refused.StatusCode}";
        }
    }

    private string Lost()
    {
        var waited = _patience;
        _patience = TimeSpan.FromTicks(Math.Min(2 * waited.Ticks, Longest.Ticks));
        return $"it did not answer within {waited.TotalSeconds} s";
    }

    // A kubelet that listens has taken it, whatever became of its answer.
    private string? Answered(string? problem)
    {
        _patience = Shortest;
        return streams.Any ? null : problem;
    }
}
