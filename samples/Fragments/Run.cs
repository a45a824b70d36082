using System.Runtime.InteropServices;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Samples.Fragments;

/// <summary>Runs an application until the kubelet ends it, and says in one line why it cannot.</summary>
public static class Run
{
    /// <summary>The exit code: 0 when it was asked to end, 1 when it cannot run.</summary>
    public static async Task<int> UntilStoppedAsync(Func<CancellationToken, Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var ended = new CancellationTokenSource();
        using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        try
        {
            await work(ended.Token);
            return 0;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or UnauthorizedAccessException or ClusterException or System.Net.Sockets.SocketException)
        {
            await Console.Error.WriteLineAsync($"{GivenByKubeDaq.Application}: {e.Message}");
            return 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            ended.Cancel();
        }
    }

    /// <summary>Runs several loops; the first that ends, ends all.</summary>
    public static async Task TogetherAsync(CancellationToken stop, params IReadOnlyList<Func<CancellationToken, Task>> loops)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var running = loops.Select(loop => loop(ended.Token)).ToList();
        var first = await Task.WhenAny(running);
        await ended.CancelAsync();
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }
}
