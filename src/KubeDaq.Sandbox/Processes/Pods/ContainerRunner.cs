using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Runs one container of a pod, again and again as the pod's restart policy says.</summary>
internal sealed class ContainerRunner(PodRun run, ContainerView view, CancellationToken hurry)
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RestartBackOff _backOff = new(run.Parts.BackOff);

    /// <summary>Ends when the container has started well for the first time, or never will.</summary>
    public Task Started => _started.Task;

    /// <summary>Runs until the container has ended for good, or was ended because of <paramref name="ending"/>.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        while (!view.Over && !ending.IsCancellationRequested)
        {
            var length = await RunOnceAsync(ending);
            if (ending.IsCancellationRequested || length is null)
                continue;
            if (!PodContainers.RunsAgain(run.Pod, view.Role, view.ExitCode ?? 0))
                break;
            await BackOffAsync(_backOff.After(length.Value), ending);
        }
        run.Change(() => view.Over = true);
        _started.TrySetResult();
    }

    // Null: it could not be made, which is no run and no restart.
    private async Task<TimeSpan?> RunOnceAsync(CancellationToken ending)
    {
        try
        {
            var container = await run.Parts.Engine.StartAsync(ContainerStart.Spec(run, view));
            return await LiveAsync(container, ending);
        }
        catch (ContainerStartException exception) when (exception.Reason == ContainerStartException.StartError)
        {
            run.Change(() => view.State = ContainerEnd.NotStarted(exception.Message, run.Parts.Time.GetUtcNow()));
            run.Say("Warning", "Failed", $"Error: {exception.Message}", view);
            return TimeSpan.Zero;
        }
        catch (ContainerStartException exception)
        {
            run.Change(() => view.State = ContainerView.Waiting(exception.Reason, exception.Message));
            run.Say("Warning", "Failed", $"Error: {exception.Message}", view);
            await run.WaitAsync(run.Parts.BackOff.First, ending);
            return null;
        }
    }

    private async Task<TimeSpan> LiveAsync(RunningContainer container, CancellationToken ending)
    {
        var health = new ContainerHealth(run, view, container, () => _started.TrySetResult());
        run.Change(() =>
        {
            view.State = new() { ["running"] = new JsonObject { ["startedAt"] = container.StartedAt.ToText() } };
            (view.Id, view.Running) = (container.Id, container);
            (view.Started, view.ProbedReady) = (!health.NeedsStartup, !health.NeedsReadiness);
        });
        run.Say("Normal", "Created", "Container created", view);
        run.Say("Normal", "Started", "Container started", view);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var unhealthy = health.WatchAsync(watching.Token);
        if (await Task.WhenAny(container.Exited, unhealthy) != container.Exited)
            await ContainerStop.StopAsync(run, view, container, unhealthy.IsCompletedSuccessfully ? await unhealthy : null, hurry);
        var exit = await container.Exited;
        await watching.CancelAsync();
        var state = ContainerEnd.State(container, view, exit, run.Parts.Folders.LastWords(run.Uid, view.Name, view.RestartCount));
        run.Change(() => (view.State, view.Running, view.Started, view.ProbedReady) = (state, null, false, false));
        return exit.At - container.StartedAt;
    }

    private async Task BackOffAsync(TimeSpan wait, CancellationToken ending)
    {
        run.Change(() =>
        {
            view.LastState = view.State;
            if (wait > TimeSpan.Zero)
                view.State = ContainerView.Waiting("CrashLoopBackOff", $"back-off {Written(wait)} restarting failed container={view.Name} pod={run.Pod.Name()}_{run.Pod.Namespace()}({run.Uid})");
        });
        if (wait > TimeSpan.Zero)
        {
            run.Say("Warning", "BackOff", $"Back-off restarting failed container {view.Name} in pod {run.Pod.Name()}_{run.Pod.Namespace()}({run.Uid})", view);
            await run.WaitAsync(wait, ending);
        }
        if (!ending.IsCancellationRequested)
            run.Change(() => view.RestartCount++);
    }

    private static string Written(TimeSpan time) => time < TimeSpan.FromMinutes(1) ? $"{time.TotalSeconds:0}s" : $"{(int)time.TotalMinutes}m{time.Seconds}s";
}
