using System.Diagnostics;
using System.Threading.Channels;

namespace KubeDaq.Bench.Clusters;

/// <summary>A <c>kubedaq</c> that a measurement starts and ends.</summary>
internal sealed class KubeDaqProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Queue<string> _lastWords = new();
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();

    private KubeDaqProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.Start();
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    /// <param name="arguments">Its arguments.</param>
    /// <param name="kubeconfig">The way to its cluster.</param>
    /// <param name="aside">Whether it gets only the processor time that nobody else wants (SCHED_IDLE of sched(7)), as if it were on another machine.</param>
    public static KubeDaqProcess Start(IEnumerable<string> arguments, string? kubeconfig, bool aside = false)
    {
        string[] command = [.. aside ? ["chrt", "--idle", "0"] : Array.Empty<string>(), Executable(), .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        QuietRuntime.LeaveTo(start);
        if (kubeconfig is not null)
            start.Environment["KUBECONFIG"] = kubeconfig;
        return new KubeDaqProcess(new Process { StartInfo = start });
    }

    /// <summary>Reads its output until a line begins so; gives the rest of that line.</summary>
    public async Task<string> LineAsync(string beginning, TimeSpan deadline, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(deadline, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            await foreach (var line in _output.Reader.ReadAllAsync(either.Token))
            {
                if (line.StartsWith(beginning, StringComparison.Ordinal))
                    return line[beginning.Length..];
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Said below.
        }

        throw new BenchFailure($"kubedaq never said \"{beginning}\": {LastWords()}");
    }

    /// <summary>Fails when it has ended by itself.</summary>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
            throw new BenchFailure($"kubedaq ended with code {_process.ExitCode}: {LastWords()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            using var late = new CancellationTokenSource(EndTime, TimeProvider.System);
            await _process.WaitForExitAsync(late.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>The executable that was built beside this one, in the same configuration.</summary>
    private static string Executable()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var path = Path.Combine(configuration.Parent!.Parent!.FullName, "KubeDaq.Cli", configuration.Name, "kubedaq");
        return File.Exists(path) ? path : throw new BenchFailure($"{path} does not exist; build it with ./build.sh build");
    }

    private void Hear(string? line)
    {
        if (line is null)
            _output.Writer.TryComplete();
        else
            _output.Writer.TryWrite(line);
    }

    private void Keep(string? line)
    {
        lock (_lastWords)
        {
            if (line is not null)
                _lastWords.Enqueue(line);
            if (_lastWords.Count > 5)
                _lastWords.Dequeue();
        }
    }

    private string LastWords()
    {
        lock (_lastWords)
            return string.Join(" / ", _lastWords);
    }
}
