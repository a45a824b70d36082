using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Processes.Pods;

/// <summary>The kubelets of all simulated hosts: they run the pods that are bound to them. Pods on other nodes are just objects.</summary>
internal sealed partial class Kubelets(HostParts parts, IReadOnlyDictionary<string, HostContext> hosts) : IBackgroundPart
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (PodWorker Worker, Task Running)> _pods = [];
    private readonly HashSet<Task> _leaving = [];

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        FolderRemoval.TryDelete(parts.Folders.Root);
        try
        {
            await foreach (var change in ChangeFeed.FollowAsync(parts.Objects, Kinds.Pods, stop))
                Take(change);
        }
        finally
        {
            await EndAllAsync();
        }
    }

    private Task EndAllAsync()
    {
        lock (_lock)
        {
            foreach (var (worker, _) in _pods.Values)
                worker.Shut();
            return Task.WhenAll([.. _pods.Values.Select(pod => pod.Running), .. _leaving]);
        }
    }

    private void Take(Change change)
    {
        var pod = change.Object.Value;
        lock (_lock)
        {
            if (!_pods.TryGetValue(pod.Uid(), out var known))
                StartWhereOurs(change.Type, pod);
            else if (change.Type != ChangeType.Deleted)
                known.Worker.Take(pod);
            else
                Leave(known.Worker, known.Running);
        }
    }

    private void StartWhereOurs(ChangeType type, JsonObject pod)
    {
        if (type == ChangeType.Deleted || !hosts.TryGetValue(pod.Text("spec", "nodeName") ?? "", out var host))
            return;
        var worker = new PodWorker(parts, host, pod);
        if (pod.At("metadata", "deletionTimestamp") is not null)
            worker.Take(pod);
        _pods[pod.Uid()] = (worker, Task.Run(() => RunAsync(worker)));
    }

    private void Leave(PodWorker worker, Task running)
    {
        _pods.Remove(worker.Run.Uid);
        worker.Vanish();
        var leaving = LeaveAsync(worker, running);
        _leaving.Add(leaving);
        leaving.ContinueWith(done =>
        {
            lock (_lock)
                _leaving.Remove(done);
        }, TaskScheduler.Default);
    }

    private static async Task LeaveAsync(PodWorker worker, Task running)
    {
        await running;
        worker.Dispose();
    }

    private async Task RunAsync(PodWorker worker)
    {
        try
        {
            await worker.RunAsync();
        }
        catch (Exception exception)
        {
            LogPodFailed(parts.Log, worker.Run.Pod.Namespace(), worker.Run.Pod.Name(), exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Pod {Namespace}/{Name} could not be run to its end")]
    private static partial void LogPodFailed(ILogger log, string @namespace, string name, Exception exception);
}
