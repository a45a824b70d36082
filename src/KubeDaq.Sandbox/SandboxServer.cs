using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox;

/// <summary>A running sandbox: the API server, its controllers and its hosts.</summary>
public sealed class SandboxServer : IAsyncDisposable
{
    private readonly SandboxParts _parts;
    private readonly HttpsListener _listener;
    private readonly SandboxIdentity? _identity;
    private readonly CancellationTokenSource _stop;
    private readonly Task _background;

    private SandboxServer(SandboxParts parts, HttpsListener listener, SandboxIdentity? identity, CancellationTokenSource stop, string kubeconfig)
    {
        _parts = parts;
        _listener = listener;
        _identity = identity;
        _stop = stop;
        AdminKubeconfigPath = kubeconfig;
        _background = Task.WhenAll(parts.Background.Select(part => RunAsync(part, stop)));
    }

    /// <summary>Where it serves: <c>https://127.0.0.1:PORT</c>.</summary>
    public string Url => _listener.Url;

    /// <summary>The file with which kubectl and others reach it as administrator.</summary>
    public string AdminKubeconfigPath { get; }

    /// <summary>The hosts, for the agents on them.</summary>
    public IReadOnlyList<SandboxHost> Hosts => _parts.Hosts;

    /// <summary>All objects, for the process that the sandbox runs in.</summary>
    public IObjects Objects => _parts.Objects;

    /// <summary>Ends when a part of the sandbox fails, or when it was stopped.</summary>
    public Task Completion => _background;

    /// <summary>Starts a sandbox; it serves when this returns.</summary>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        Directory.CreateDirectory(options.Directory);
        var ends = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var parts = SandboxParts.Make(options, time, loggers, ends.Token);
        try
        {
            var identity = await SandboxIdentity.StartAsync(options, parts, time, loggers, stop);
            var listener = await HttpsListener.StartAsync(options.Port, parts.Authority, parts.Handler, loggers, stop);
            parts.Address.Set(listener.Url);
            identity?.WriteSite(listener.Url);
            var kubeconfig = AdminKubeconfig.PathIn(Path.GetFullPath(options.Directory));
            AdminKubeconfig.Write(kubeconfig, listener.Url, parts.Authority);
            return new(parts, listener, identity, ends, kubeconfig);
        }
        catch
        {
            await parts.DisposeAsync();
            ends.Dispose();
            throw;
        }
    }

    /// <summary>Ends all watches, processes and parts, and keeps the state where that is wanted.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await ((Task)_background).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _listener.DisposeAsync();
        if (_identity is not null)
            await _identity.DisposeAsync();
        await _parts.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task RunAsync(IBackgroundPart part, CancellationTokenSource stop)
    {
        try
        {
            await Task.Run(() => part.RunAsync(stop.Token));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As asked.
        }
    }
}
