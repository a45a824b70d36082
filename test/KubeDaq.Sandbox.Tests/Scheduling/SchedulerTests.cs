using System.Diagnostics;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Events;
using KubeDaq.Sandbox.Scheduling;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Scheduling;

public sealed class SchedulerTests : IAsyncDisposable
{
    private readonly IObjects _objects = TestObjects.New();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public SchedulerTests()
    {
        _objects.TryCreate(Kinds.Namespaces, "", TestObjects.Parse("{metadata: {name: np04}}"));
        _running = new Scheduler(_objects, new EventRecorder(_objects, TimeProvider.System), TimeProvider.System).RunAsync(_stop.Token);
    }

    [Fact]
    public async Task A_pod_waits_with_the_reason_until_the_card_is_free()
    {
        AddNode("daq2", "dune.daq/flxcard-apa001: '1'");
        AddPod("first", "dune.daq/flxcard-apa001: '1'");
        await Until.TrueAsync(() => NodeOf("first") == "daq2");
        AddPod("second", "dune.daq/flxcard-apa001: '1'");
        await Until.TrueAsync(() => Conditions.Of(_objects.Get(Kinds.Pods, "np04", "second")?.Value, "PodScheduled") == "False");
        Assert.Null(NodeOf("second"));
        await Until.TrueAsync(() => _objects.List(Kinds.Events, "np04").Items.Any(item => item.Value.Text("reason") == "FailedScheduling" && item.Value.Text("reportingComponent") == "default-scheduler"));
        _objects.Delete(Kinds.Pods, "np04", "first", graceSeconds: 0);
        await Until.TrueAsync(() => NodeOf("second") == "daq2");
    }

    [Fact]
    public async Task Pods_of_other_schedulers_and_gated_ones_are_left_alone()
    {
        AddNode("daq2", "cpu: '4'");
        AddPod("other", "cpu: '1'", "schedulerName: nobody");
        AddPod("gated", "cpu: '1'", "schedulingGates: [{name: wait}]");
        AddPod("mine", "cpu: '1'");
        await Until.TrueAsync(() => NodeOf("mine") == "daq2");
        Assert.Equal((null, null), (NodeOf("other"), NodeOf("gated")));
    }

    [Fact]
    public async Task Hundreds_of_pods_with_one_card_each_find_their_nodes_in_seconds()
    {
        const int Count = 400;
        for (var i = 0; i < Count; i++)
            AddNode($"node-{i}", $"dune.daq/flxcard-card{i}: '1'");
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Count; i++)
            AddPod($"pod-{i}", $"dune.daq/flxcard-card{i}: '1'");
        await Until.TrueAsync(() => Enumerable.Range(0, Count).All(i => NodeOf($"pod-{i}") == $"node-{i}"));
        TestContext.Current.SendDiagnosticMessage($"{Count} pods over {Count} nodes in {watch.Elapsed.TotalSeconds:0.00} s");
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private string? NodeOf(string pod) => _objects.Get(Kinds.Pods, "np04", pod)?.Value.Text("spec", "nodeName");

    private void AddNode(string name, string amounts)
    {
        _objects.TryCreate(Kinds.Nodes, "", TestObjects.Parse($"{{metadata: {{name: {name}}}}}"));
        _objects.Update(Kinds.Nodes, "", name, node =>
        {
            node["status"] = TestObjects.Parse($"{{capacity: {{pods: '110', {amounts}}}, allocatable: {{pods: '110', {amounts}}}}}");
            return true;
        }, "status");
    }

    private void AddPod(string name, string amounts, string more = "priority: 0") => Assert.NotNull(_objects.TryCreate(Kinds.Pods, "np04", TestObjects.Parse(
        $"{{apiVersion: v1, kind: Pod, metadata: {{name: {name}}}, spec: {{{more}, containers: [{{name: main, image: x, resources: {{requests: {{{amounts}}}, limits: {{{amounts}}}}}}}]}}}}")));
}
