using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>What happens to one host, drawn at random, with the truth beside it: whose container runs.</summary>
internal sealed class FaultStory(AgentHost host, Random random)
{
    private const int MostSteps = 4;
    private readonly List<string> _told = [];
    private KubeletPod? _running;

    /// <summary>A few random steps; then the card must be of use again.</summary>
    public async Task SequenceAsync()
    {
        _told.Clear();
        for (var step = random.Next(1, MostSteps + 1); step > 0; step--)
            await StepAsync();
        await host.UntilOfferedAsync();
        await AskAsync();
        await EndAsync();
        await host.UntilAsync(TryOnceAsync, refusal => refusal is null, "the free card is handed over");
        await EndAsync();
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _told);

    // Restarts are dear in time, and so drawn less often.
    private Task StepAsync() => random.Next(12) switch
    {
        0 or 1 or 2 => TellAsync("a pod asks", AskAsync),
        3 or 4 => TellAsync("the pod ends", EndAsync),
        5 => TellAsync("the pod is forgotten while its container runs", ForgetAsync),
        6 => TellAsync("the kubelet restarts", host.Kubelet.RestartAsync),
        7 or 8 => TellAsync("sockets are wiped", WipeSocketsAsync),
        9 => TellAsync("the agent restarts", RestartAgentAsync),
        10 => TellAsync("the agent is killed while a pod asks", KillWhileAskedAsync),
        _ => TellAsync("the agent is killed and its checkpoint destroyed", DestroyCheckpointAsync),
    };

    private Task TellAsync(string what, Func<Task> happen)
    {
        _told.Add(what);
        return happen();
    }

    private async Task AskAsync() => await TryOnceAsync();

    private async Task<string?> TryOnceAsync()
    {
        var pod = await host.CreatePodAsync();
        return Check(pod, await host.TryAdmitAsync(pod));
    }

    private string? Check(KubeletPod pod, string? refusal)
    {
        if (refusal is null && _running is not null)
            throw new InvalidOperationException($"pod {pod.Name} has the device that the container of pod {_running.Name} still has");
        if (refusal is null)
            _running = pod;
        _told.Add(refusal is null ? "it gets the card" : "it is refused");
        return refusal;
    }

    private async Task EndAsync()
    {
        if (_running is null) return;
        await host.EndAsync(_running);
        _running = null;
    }

    private Task ForgetAsync() => _running is null ? Task.CompletedTask : host.ForgetAsync(_running);

    private async Task WipeSocketsAsync()
    {
        await host.Kubelet.StopAsync();
        Directory.Delete(host.Kubelet.PluginFolder, recursive: true);
        await host.Kubelet.StartAsync();
    }

    private async Task RestartAgentAsync()
    {
        await host.StopAgentAsync();
        host.StartAgent();
    }

    private async Task KillWhileAskedAsync()
    {
        var pod = await host.CreatePodAsync();
        var admission = host.TryAdmitAsync(pod);
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(8)), TimeProvider.System, TestContext.Current.CancellationToken);
        host.KillAgent();
        Check(pod, await admission);
        host.StartAgent();
    }

    private async Task DestroyCheckpointAsync()
    {
        // With kubelet and API server both made to forget the pod, its checkpoint is all that is left; losing that too is beyond what can be mended.
        if (_running is not null && host.Kubelet.Books.All.All(one => one.Pod != _running))
            return;
        host.KillAgent();
        await File.WriteAllTextAsync(host.Checkpoint, $"destroyed {random.Next()}", TestContext.Current.CancellationToken);
        host.StartAgent();
        // Until then the kubelet's books are all that is left of the handover: nothing may forget it in them.
        await host.UntilAsync(() => Task.FromResult(host.Log), log => log.Contains("who has what was learned", StringComparison.Ordinal), "the agent has learned who has what");
    }
}
