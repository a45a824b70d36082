using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Ends a running container: its hook, SIGTERM, and SIGKILL when its time is over.</summary>
internal static class ContainerStop
{
    private static readonly TimeSpan AfterHook = TimeSpan.FromSeconds(2);

    /// <summary>Ends it; returns when no process of it is left.</summary>
    /// <param name="run">The pod.</param>
    /// <param name="view">The container.</param>
    /// <param name="container">Its run.</param>
    /// <param name="why">Why it is ended while its pod goes on; null when the pod ends.</param>
    /// <param name="hurry">Comes when the pod's time is over.</param>
    public static async Task StopAsync(PodRun run, ContainerView view, RunningContainer container, string? why, CancellationToken hurry)
    {
        run.Say("Normal", "Killing", why ?? $"Stopping container {view.Name}", view);
        using var own = why is null ? new CancellationTokenSource() : new CancellationTokenSource(run.Grace, run.Parts.Time);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(own.Token, hurry);
        if (view.Spec.At("lifecycle", "preStop") is JsonObject hook)
            await HookAsync(run, view, container, hook, late.Token);
        container.Terminate();
        await EndAsync(container, late.Token);
    }

    private static async Task HookAsync(PodRun run, ContainerView view, RunningContainer container, JsonObject hook, CancellationToken late)
    {
        try
        {
            if (await run.Parts.Probes.AskAsync(hook, container, view.Spec, run.Address, run.Grace, late) is { } problem)
                run.Say("Warning", "FailedPreStopHook", $"PreStopHook failed: {problem}", view);
        }
        catch (OperationCanceledException)
        {
            // The hook used all the time there was; an application still gets a moment to end by itself.
            container.Terminate();
            using var moment = new CancellationTokenSource(AfterHook, run.Parts.Time);
            await EndAsync(container, moment.Token);
        }
    }

    private static async Task EndAsync(RunningContainer container, CancellationToken late)
    {
        try
        {
            await container.Exited.WaitAsync(late);
        }
        catch (OperationCanceledException)
        {
            container.Kill();
            await container.Exited;
        }
    }
}
