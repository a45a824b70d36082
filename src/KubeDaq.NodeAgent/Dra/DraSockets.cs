using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Keeps the driver's two sockets open, whatever is wiped away: the kubelet comes when it sees the one in plugins_registry.</summary>
internal sealed class DraSockets(DraRole role, string kubeletRoot, ServerSockets sockets, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly string _driver = Path.GetFullPath(Path.Combine(kubeletRoot, "plugins", DraNames.Driver, "dra.sock"));
    private readonly string _registration = Path.Combine(kubeletRoot, "plugins_registry", DraNames.Driver + "-reg.sock");

    /// <summary>What the kubelet's plugin watcher said last.</summary>
    public Latest<string?> Registered { get; } = new(null);

    /// <summary>Works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        OpenSocket? driver = null, registration = null;
        try
        {
            while (true)
            {
                // In this order: the kubelet calls the driver as soon as it sees the registration.
                driver = await KeepOpenAsync(driver, _driver, role, stop);
                registration = await KeepOpenAsync(registration, _registration, new DraRegistrationRole(_driver, Registered), stop);
                await Task.Delay(Rhythm.UntilNext(Period, time), time, stop);
            }
        }
        finally
        {
            foreach (var socket in new[] { registration, driver }.OfType<OpenSocket>())
            {
                await socket.DisposeAsync();
                File.Delete(socket.Path);
            }
        }
    }

    /// <summary>Says in the log what the kubelet's plugin watcher says.</summary>
    public async Task TellAsync(CancellationToken stop)
    {
        await foreach (var answer in Registered.FollowAsync(stop))
        {
            if (answer is "")
                DraLog.Registered(log);
            else if (answer is not null)
                DraLog.NotRegistered(log, answer);
        }
    }

    private async Task<OpenSocket?> KeepOpenAsync(OpenSocket? socket, string path, SocketRole purpose, CancellationToken stop)
    {
        if (socket is { IsThere: true })
            return socket;
        if (socket is not null)
            await socket.DisposeAsync();
        return await sockets.OpenAsync(path, purpose, stop);
    }
}
