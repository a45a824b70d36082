using System.Diagnostics;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>The agent as it runs on a host: a process that can be killed at any moment.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _log = [];

    private AgentProcess(Process process)
    {
        _process = process;
        process.StandardInput.Close();
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>All that it said.</summary>
    public string Log
    {
        get
        {
            lock (_log) return string.Join('\n', _log);
        }
    }

    public static AgentProcess Start(params string[] arguments) =>
        // A process that is killed leaves its debugger pipes behind in the temporary folder; one that lives for seconds has no use for a profile of itself.
        new(Process.Start(Command.StartInfo(Executables.Agent, arguments, new Dictionary<string, string> { ["DOTNET_EnableDiagnostics"] = "0", ["DOTNET_TieredPGO"] = "0" }))!);

    /// <summary>SIGKILL: it can tidy nothing up.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, as a DaemonSet's pod is ended.</summary>
    public async Task StopAsync()
    {
        await Command.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _process.WaitForExitAsync(deadline.Token);
        // 143: it was asked before it had begun to listen for that.
        Assert.True(_process.ExitCode is 0 or 143, $"exit code {_process.ExitCode}\n{Log}");
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_log) _log.Add(line.Data ?? "");
    }
}
