using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Processes.Probes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Watches over one run of a container: the hook after its start, then the startup probe, then readiness and liveness.</summary>
internal sealed class ContainerHealth(PodRun run, ContainerView view, RunningContainer container, Action started)
{
    private static readonly TimeSpan LongestHook = TimeSpan.FromMinutes(1);

    private readonly Probe? _startup = Probe.Of(view.Spec["startupProbe"]);
    private readonly Probe? _readiness = Probe.Of(view.Spec["readinessProbe"]);
    private readonly Probe? _liveness = Probe.Of(view.Spec["livenessProbe"]);

    /// <summary>Whether the container counts as ready by running alone.</summary>
    public bool NeedsReadiness => _readiness is not null;

    /// <summary>Whether the container counts as started by running alone.</summary>
    public bool NeedsStartup => _startup is not null || view.Spec.At("lifecycle", "postStart") is not null;

    /// <summary>Ends with the sentence that says why the container must be ended; never, when it stays well.</summary>
    public async Task<string> WatchAsync(CancellationToken stop)
    {
        if (view.Spec.At("lifecycle", "postStart") is JsonObject hook && await AskAsync(hook, LongestHook, stop) is { } problem)
        {
            run.Say("Warning", "FailedPostStartHook", $"PostStartHook failed: {problem}", view);
            return "FailedPostStartHook";
        }
        if (_startup is not null && !await PassAsync(_startup, stop))
            return $"Container {view.Name} failed startup probe, will be restarted";
        if (NeedsStartup)
            run.Change(() => view.Started = true);
        started();
        var readiness = _readiness is null ? Task.CompletedTask : LoopAsync(_readiness, "Readiness", well =>
        {
            run.Change(() => view.ProbedReady = well);
            return true;
        }, stop);
        if (_liveness is not null && !await AliveAsync(_liveness, stop))
            return $"Container {view.Name} failed liveness probe, will be restarted";
        await readiness;
        await Task.Delay(Timeout.InfiniteTimeSpan, run.Parts.Time, stop);
        return "";
    }

    private async Task<bool> PassAsync(Probe probe, CancellationToken stop)
    {
        var passed = false;
        await LoopAsync(probe, "Startup", well =>
        {
            passed = well;
            return false;
        }, stop);
        return passed;
    }

    private async Task<bool> AliveAsync(Probe probe, CancellationToken stop)
    {
        await LoopAsync(probe, "Liveness", well => well, stop);
        return false;
    }

    private Task LoopAsync(Probe probe, string kind, Func<bool, bool> told, CancellationToken stop) => ProbeLoop.RunAsync(
        probe,
        token => AskAsync(probe.Action, probe.Timeout, token),
        problem => run.Say("Warning", "Unhealthy", $"{kind} probe failed: {problem}", view),
        told,
        run.Parts.Time,
        stop);

    private Task<string?> AskAsync(JsonObject action, TimeSpan timeout, CancellationToken stop) =>
        run.Parts.Probes.AskAsync(action, container, view.Spec, run.Address, timeout, stop);
}
