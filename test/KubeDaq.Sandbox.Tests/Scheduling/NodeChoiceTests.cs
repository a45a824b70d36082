using KubeDaq.Sandbox.Scheduling;

namespace KubeDaq.Sandbox.Tests.Scheduling;

public sealed class NodeChoiceTests
{
    private const string Preempt = "no new claims to deallocate, preemption:";

    [Fact]
    public void A_card_that_is_taken_is_explained_in_the_scheduler_s_words()
    {
        var holder = Node("daq2", card: true);
        holder.Add(Pod("{containers: [{resources: {requests: {dune.daq/flxcard-apa001: '1'}}}]}", "first"));
        var choice = NodeChoice.Pick(Pod("{containers: [{resources: {requests: {dune.daq/flxcard-apa001: '1'}}}]}", "second"), [holder, Node("daq6"), Node("daq7")]);
        Assert.Equal(
            $"0/3 nodes are available: 3 Insufficient dune.daq/flxcard-apa001. {Preempt} 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
            choice.Message);
    }

    [Theory]
    [InlineData("{nodeSelector: {zone: b}}", "2 node(s) didn't match Pod's node affinity/selector")]
    [InlineData("{affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchFields: [{key: metadata.name, operator: In, values: [other]}]}]}}}}", "2 node(s) didn't match Pod's node affinity/selector")]
    [InlineData("{containers: [{resources: {requests: {cpu: '5', memory: 1Ti}}}]}", "2 Insufficient cpu, 2 Insufficient memory")]
    [InlineData("{initContainers: [{resources: {requests: {cpu: '5'}}}], containers: [{resources: {requests: {cpu: '1'}}}]}", "2 Insufficient cpu")]
    public void What_no_node_has_is_told(string spec, string reason)
    {
        var choice = NodeChoice.Pick(Pod(spec), [Node("daq2"), Node("daq6")]);
        Assert.Equal($"0/2 nodes are available: {reason}. {Preempt} 0/2 nodes are available: 2 Preemption is not helpful for scheduling.", choice.Message);
    }

    [Fact]
    public void Taints_keep_away_those_that_do_not_tolerate_them()
    {
        var tainted = Node("daq2", spec: "{taints: [{key: run, value: physics, effect: NoSchedule}]}");
        Assert.Contains("1 node(s) had untolerated taint(s)", NodeChoice.Pick(Pod("{}"), [tainted]).Message, StringComparison.Ordinal);
        Assert.Equal(tainted, NodeChoice.Pick(Pod("{tolerations: [{key: run, operator: Equal, value: physics, effect: NoSchedule}]}"), [tainted]).Node);
        Assert.Equal(tainted, NodeChoice.Pick(Pod("{tolerations: [{operator: Exists}]}"), [tainted]).Node);
    }

    [Fact]
    public void A_cordoned_node_takes_nobody() =>
        Assert.Contains("1 node(s) were unschedulable", NodeChoice.Pick(Pod("{}"), [Node("daq2", spec: "{unschedulable: true}")]).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{hostPort: 30000}", "{hostPort: 30000}", true)]
    [InlineData("{hostPort: 30000}", "{hostPort: 30001}", false)]
    [InlineData("{hostPort: 30000}", "{hostPort: 30000, protocol: UDP}", false)]
    [InlineData("{hostPort: 30000, hostIP: 127.0.0.1}", "{hostPort: 30000, hostIP: 127.0.0.2}", false)]
    [InlineData("{hostPort: 30000, hostIP: 127.0.0.1}", "{hostPort: 30000}", true)]
    public void Host_ports_clash_by_number_protocol_and_address(string first, string second, bool clash)
    {
        var node = Node("daq2");
        node.Add(Pod($"{{containers: [{{ports: [{first}]}}]}}", "first"));
        Assert.Equal(clash, NodeChoice.Pick(Pod($"{{containers: [{{ports: [{second}]}}]}}", "second"), [node]).Node is null);
    }

    [Fact]
    public void A_preferred_node_is_taken_where_it_can()
    {
        var pod = Pod("{affinity: {nodeAffinity: {preferredDuringSchedulingIgnoredDuringExecution: [{weight: 100, preference: {matchExpressions: [{key: kubernetes.io/hostname, operator: In, values: [daq7]}]}}]}}}");
        Assert.Equal("daq7", NodeChoice.Pick(pod, [Node("daq2"), Node("daq6"), Node("daq7")]).Node!.Name);
    }

    internal static PodDemand Pod(string spec, string uid = "pod") =>
        PodDemand.Of(TestObjects.Parse($"{{metadata: {{name: {uid}, namespace: np04, uid: {uid}}}, spec: {spec}}}"));

    internal static NodeState Node(string name, bool card = false, string spec = "{}")
    {
        var node = new NodeState(name);
        var extra = card ? ", dune.daq/flxcard-apa001: '1'" : "";
        node.Take(TestObjects.Parse($"{{metadata: {{name: {name}, labels: {{kubernetes.io/hostname: {name}}}}}, spec: {spec}, status: {{allocatable: {{cpu: '4', memory: 8Gi, pods: '110'{extra}}}}}}}"));
        return node;
    }
}
