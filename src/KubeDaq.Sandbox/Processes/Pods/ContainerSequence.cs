namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>Runs a pod's containers in their order: init containers one after the other, sidecars beside what follows, then the others together.</summary>
/// <param name="run">The pod.</param>
/// <param name="lastCall">Called when only sidecars are left: from then on they have the pod's grace.</param>
/// <param name="hurry">Comes when the pod's time is over.</param>
internal sealed class ContainerSequence(PodRun run, Action lastCall, CancellationToken hurry)
{
    /// <summary>Returns when every container has ended for good.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        using var sidecarsEnding = new CancellationTokenSource();
        var sidecars = new List<Task>();
        await RunFirstAsync(sidecars, ending, sidecarsEnding.Token);
        if (run.Containers.All(view => view.Role != ContainerRole.Init || view.ExitCode == 0))
            await Task.WhenAll(run.Containers.Where(view => view.Role == ContainerRole.Main).Select(view => new ContainerRunner(run, view, hurry).RunAsync(ending)));
        if (sidecars.Count > 0)
            lastCall();
        await sidecarsEnding.CancelAsync();
        await Task.WhenAll(sidecars);
        // Those that never ran will not run any more.
        if (ending.IsCancellationRequested)
            run.Change(() => run.Containers.ToList().ForEach(view => view.Over = true));
    }

    private async Task RunFirstAsync(List<Task> sidecars, CancellationToken ending, CancellationToken sidecarsEnding)
    {
        foreach (var view in run.Containers.Where(view => view.Role != ContainerRole.Main))
        {
            if (ending.IsCancellationRequested)
                return;
            var runner = new ContainerRunner(run, view, hurry);
            if (view.Role == ContainerRole.Sidecar)
            {
                sidecars.Add(runner.RunAsync(sidecarsEnding));
                await Task.WhenAny(runner.Started, run.WaitAsync(Timeout.InfiniteTimeSpan, ending));
                continue;
            }
            await runner.RunAsync(ending);
            if (view.ExitCode != 0)
                return;
        }
    }
}
