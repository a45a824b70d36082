using System.Text.Json.Nodes;
using System.Threading.Channels;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>
/// Binds pods to nodes as kube-scheduler does, except that it never ends a running pod to make room (no preemption). One loop does
/// everything in turn, so that nothing is given away twice.
/// </summary>
internal sealed class Scheduler(IObjects objects, EventRecorder events, TimeProvider time) : IBackgroundPart
{
    /// <summary>The scheduler's name in pods.</summary>
    public const string Name = "default-scheduler";

    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private readonly Dictionary<string, NodeState> _nodes = [];
    private readonly Dictionary<string, string> _placed = [];
    private readonly SchedulingQueue _queue = new();
    private IReadOnlyList<NodeState>? _existing;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(FollowAsync(Kinds.Nodes, stop), FollowAsync(Kinds.Pods, stop), WorkAsync(stop));

    private async Task FollowAsync(GroupResource resource, CancellationToken stop)
    {
        await foreach (var change in ChangeFeed.FollowAsync(objects, resource, stop))
            _changes.Writer.TryWrite(change);
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            while (_changes.Reader.TryRead(out var change))
                Take(change);
            if (_queue.TryTake(time.GetUtcNow()) is { } pod)
                Place(pod);
            else
                await WaitAsync(stop);
        }
    }

    private async Task WaitAsync(CancellationToken stop)
    {
        var change = _changes.Reader.WaitToReadAsync(stop).AsTask();
        if (_queue.NextBackOffEnd is not { } end)
        {
            await change;
            return;
        }
        using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var wait = end - time.GetUtcNow();
        await Task.WhenAny(change, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, done.Token));
        await done.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    private void Take(Change change)
    {
        if (change.Object.Key.Resource == Kinds.Nodes)
            TakeNode(change);
        else
            TakePod(change.Object.Value, change.Type == ChangeType.Deleted);
    }

    private void TakeNode(Change change)
    {
        var node = Node(change.Object.Key.Name);
        node.Take(change.Type == ChangeType.Deleted ? null : change.Object.Value);
        _existing = null;
        if (change.Type != ChangeType.Deleted && !OnlyHeartbeat(change))
            _queue.Wake(time.GetUtcNow());
    }

    private static bool OnlyHeartbeat(Change change) => change.Previous is { } before
        && JsonNode.DeepEquals(before.Value["spec"], change.Object.Value["spec"])
        && JsonNode.DeepEquals(before.Value.At("metadata", "labels"), change.Object.Value.At("metadata", "labels"))
        && JsonNode.DeepEquals(before.Value.At("status", "allocatable"), change.Object.Value.At("status", "allocatable"));

    private void TakePod(JsonObject pod, bool deleted)
    {
        var uid = pod.Uid();
        if (deleted || !PodDemand.Counts(pod))
        {
            _queue.Remove(uid);
            if (_placed.Remove(uid, out var old) && Node(old).Remove(uid))
                _queue.Wake(time.GetUtcNow());
        }
        else if (pod.Text("spec", "nodeName") is { Length: > 0 } node)
        {
            _queue.Remove(uid);
            _placed[uid] = node;
            Node(node).Add(PodDemand.Of(pod));
        }
        else if (IsOurs(pod))
        {
            _queue.Add(PodDemand.Of(pod), pod.Time("metadata", "creationTimestamp") ?? time.GetUtcNow());
        }
    }

    private static bool IsOurs(JsonObject pod) =>
        (pod.Text("spec", "schedulerName") ?? Name) == Name
        && !pod.Maps("spec", "schedulingGates").Any()
        && pod.At("metadata", "deletionTimestamp") is null;

    private void Place(PodDemand pod)
    {
        _existing ??= [.. _nodes.Values.Where(node => node.Exists)];
        var choice = NodeChoice.Pick(pod, _existing);
        if (choice.Node is null)
        {
            _queue.Park(pod.Uid, time.GetUtcNow());
            Refuse(pod, choice.Message);
            return;
        }
        _queue.Remove(pod.Uid);
        if (PodBinding.TryBind(objects, pod.Namespace, pod.Name, pod.Uid, choice.Node.Name, time.GetUtcNow()) is not { } bound)
            return;
        _placed[pod.Uid] = choice.Node.Name;
        choice.Node.Add(pod);
        events.RecordAction(bound.Value, Name, "Normal", "Scheduled", "Binding", $"Successfully assigned {pod.Namespace}/{pod.Name} to {choice.Node.Name}");
    }

    private void Refuse(PodDemand pod, string message)
    {
        if (PodBinding.Refuse(objects, pod, message, time.GetUtcNow()) is { } refused)
            events.RecordAction(refused.Value, Name, "Warning", "FailedScheduling", "Scheduling", message);
    }

    private NodeState Node(string name)
    {
        if (!_nodes.TryGetValue(name, out var node))
            _nodes[name] = node = new(name);
        return node;
    }
}
