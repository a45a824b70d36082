using System.Collections.Concurrent;
using System.Diagnostics;
using KubeDaq.NodeAgent.Telemetry;

namespace KubeDaq.NodeAgent.Cvmfs;

/// <summary>
/// Asks in a process of its own: a system call into a file system that hangs cannot be broken off, and would take a thread of the agent with
/// it. A process that outlives its deadline is killed; until the kernel lets it go, no second one is started for the folder.
/// </summary>
internal sealed class ProcessProbe(string program, Gauges gauges, TimeProvider time) : IRepositoryProbe
{
    /// <summary>What the program is told to do instead of being an agent.</summary>
    public const string Argument = "probe-folder";

    private const string Stuck = "kubedaq_agent_cvmfs_stuck_probes";
    private readonly ConcurrentDictionary<string, Process> _stuck = new();

    /// <summary>How many looks the kernel has not let go of.</summary>
    public int Hanging => _stuck.Values.Count(p => !p.HasExited);

    public async Task<string?> ProbeAsync(string folder, TimeSpan deadline, CancellationToken stop)
    {
        if (_stuck.TryGetValue(folder, out var before) && !before.HasExited)
            return $"does not answer; the last look at it still hangs (process {before.Id})";
        if (_stuck.TryRemove(folder, out before))
            before.Dispose();
        Count();
        var process = Start(folder);
        using var limit = new CancellationTokenSource(deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            var said = process.StandardError.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            var (code, problem) = (process.ExitCode, (await said).Trim());
            process.Dispose();
            return code == 0 ? null : problem.Length > 0 ? problem : $"the look at it ended with {code}";
        }
        catch (OperationCanceledException)
        {
            End(folder, process);
            stop.ThrowIfCancellationRequested();
            return $"does not answer within {deadline.TotalSeconds:0.#} s";
        }
    }

    private Process Start(string folder)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(folder);
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started");
    }

    private void End(string folder, Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It ended meanwhile.
        }

        _stuck[folder] = process;
        Count();
    }

    private void Count()
    {
        gauges.Describe(Stuck, "Looks at CVMFS repositories that hang in the kernel.");
        gauges.Set(Stuck, Hanging);
    }
}
