using Grpc.Core;
using KubeDaq.Kubelet.DevicePlugins;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>
/// Tells the kubelet of a plugin. An answer may be lost or take long, as where a kubelet is just starting: so it is asked again soon, by a new
/// connection, and each time with more patience, up to that which the kubelet has when it dials back.
/// </summary>
internal sealed class PluginRegistration(CardResource resource, PluginFolder folder, OpenStreams streams, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private TimeSpan _patience = Shortest;

    /// <summary>Registers; the problem, or null when the kubelet has taken the plugin.</summary>
    public async Task<string?> TryAsync(CancellationToken stop)
    {
        using var kubelet = KubeletChannel.To(folder.KubeletSocket);
        var request = new RegisterRequest { Version = "v1beta1", Endpoint = PluginFolder.Endpoint(resource), ResourceName = resource.Name, Options = new() };
        try
        {
            await new Registration.RegistrationClient(kubelet).RegisterAsync(request, deadline: time.GetUtcNow().UtcDateTime + _patience, cancellationToken: stop);
        }
        catch (RpcException late) when (late.StatusCode == StatusCode.DeadlineExceeded && !stop.IsCancellationRequested)
        {
            return Late();
        }
        catch (RpcException refused) when (!stop.IsCancellationRequested)
        {
            return refused.Status.Detail;
        }
        _patience = Shortest;
        return null;
    }

    // A kubelet that listens has taken it, whatever became of its answer.
    private string? Late()
    {
        var waited = _patience;
        _patience = streams.Any ? Shortest : TimeSpan.FromTicks(Math.Min(2 * waited.Ticks, Longest.Ticks));
        return streams.Any ? null : $"it did not answer within {waited.TotalSeconds} s";
    }
}
