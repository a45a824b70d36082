using System.Diagnostics;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>A sandbox as a user starts it: its own process and folder, ended by SIGTERM.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    private const int ReadyWithinSeconds = 60;
    private readonly Process _process;
    private readonly List<string> _output = [];

    private SandboxProcess(Process process, string directory, string kubeconfig)
    {
        (_process, Directory, Kubeconfig) = (process, directory, kubeconfig);
    }

    public string Directory { get; }

    public string Kubeconfig { get; }

    public int Id => _process.Id;

    public static async Task<SandboxProcess> StartAsync(params string[] options)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("kubedaq-test-").FullName;
        var process = Process.Start(Command.StartInfo(Executables.Kubedaq, ["sandbox", "--dir", directory, "--port", "0", .. options], null))!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(ReadyWithinSeconds));
        const string ready = "ready: KUBECONFIG=";
        var before = new List<string>();
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            before.Add(line);
            if (!line.StartsWith(ready, StringComparison.Ordinal)) continue;
            var sandbox = new SandboxProcess(process, directory, line[ready.Length..]);
            sandbox._output.AddRange(before);
            _ = sandbox.DrainAsync(process.StandardOutput);
            _ = sandbox.DrainAsync(process.StandardError);
            return sandbox;
        }

        throw new InvalidOperationException($"the sandbox ended before it was ready: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
    }

    /// <summary>Ends it as a shell does; the exit code.</summary>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited) await Command.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    /// <summary>All that it has said.</summary>
    public string Said
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    private async Task DrainAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_output) _output.Add(line);
        }
    }
}
