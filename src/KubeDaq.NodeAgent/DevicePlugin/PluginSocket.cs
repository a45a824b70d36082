using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>Keeps one resource registered: its socket open, and the kubelet listening, whatever restarts or is wiped away.</summary>
internal sealed class PluginSocket(CardPlugin plugin, CardResource resource, PluginFolder folder, ServerSockets sockets, TimeProvider time, TimeProvider rounds, ILogger log)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    // A kubelet that listens does not need the socket's file, and one that starts ends the stream.
    private static readonly TimeSpan PeriodWhileListening = TimeSpan.FromSeconds(4);

    private readonly OpenStreams _streams = new();
    private string? _problem = "";

    /// <summary>Whether a kubelet listens.</summary>
    public OpenStreams Streams => _streams;

    /// <summary>Works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        OpenSocket? socket = null;
        var registration = new PluginRegistration(resource, folder, _streams, time);
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var seen = _streams.Count.Version;
                socket = await KeepOpenAsync(socket, stop);
                if (socket is not null && !_streams.Any)
                    Tell(await registration.TryAsync(stop));
                await WaitAsync(seen, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            if (socket is not null)
                await CloseAsync(socket);
        }
    }

    private Task WaitAsync(long seen, CancellationToken stop) => _streams.Any
        ? _streams.Count.NextAsync(seen, Rhythm.UntilNext(PeriodWhileListening, rounds), rounds, stop)
        : _streams.Count.NextAsync(seen, Period, time, stop);

    private async Task<OpenSocket?> KeepOpenAsync(OpenSocket? socket, CancellationToken stop)
    {
        if (socket is { IsThere: true })
            return socket;
        try
        {
            if (socket is not null)
                await socket.DisposeAsync();
            return await sockets.OpenAsync(folder.Socket(resource), new PluginRole(plugin, resource, _streams), stop);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Tell(exception.Message);
            return null;
        }
    }

    // The same problem is not said twice: this goes on every half second.
    private void Tell(string? problem)
    {
        if (problem is null)
            PluginLog.Registered(log, resource.Name);
        else if (problem != _problem)
            PluginLog.NotRegistered(log, resource.Name, problem);
        _problem = problem;
    }

    private static async Task CloseAsync(OpenSocket socket)
    {
        await socket.DisposeAsync();
        File.Delete(socket.Path);
    }
}
