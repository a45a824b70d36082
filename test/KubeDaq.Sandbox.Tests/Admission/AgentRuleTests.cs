using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class AgentRuleTests
{
    private const string Node = """{"metadata": {"name": "daq6", "labels": {"a": "b"}}, "spec": {}, "status": {"capacity": {"cpu": "16"}, "conditions": []}}""";

    private readonly AgentRule _rule = new();

    [Fact]
    public void An_agent_writes_the_cards_of_its_host_and_may_hand_one_over()
    {
        Send("daq6", "readoutcards", "dune.daq", Card("daq6"));
        Send("daq6", "readoutcards", "dune.daq", Card("daq6"), Card("daq6"));
        Send("daq6", "readoutcards", "dune.daq", Card("daq7"), Card("daq6"));
    }

    [Fact]
    public void It_writes_no_card_of_another_host()
    {
        const string Why = "this one is of daq6, and the agent is on daq7";
        Assert.Contains(Why, Refusal("daq7", "readoutcards", "dune.daq", Card("daq6")), StringComparison.Ordinal);
        Assert.Contains(Why, Refusal("daq7", "readoutcards", "dune.daq", Card("daq7"), Card("daq6")), StringComparison.Ordinal);
    }

    [Fact]
    public void It_does_not_touch_maintenance() =>
        Assert.Contains("an administrator's", Refusal("daq6", "readoutcards", "dune.daq", Card("daq6", ", \"maintenance\": true"), Card("daq6")), StringComparison.Ordinal);

    [Fact]
    public void A_token_without_a_node_writes_nothing() =>
        Assert.Contains("not bound to a node", Refusal("", "readoutcards", "dune.daq", Card("daq6")), StringComparison.Ordinal);

    [Fact]
    public void It_writes_only_its_own_host()
    {
        Send("daq6", "daqhosts", "dune.daq", """{"metadata": {"name": "daq6"}}""");
        Assert.Contains("this one is daq6, and the agent is on daq7", Refusal("daq7", "daqhosts", "dune.daq", """{"metadata": {"name": "daq6"}}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"metadata": {"name": "daq6", "labels": {"a": "b", "dune.daq/cvmfs-x": "ready"}}, "spec": {}, "status": {"capacity": {"cpu": "16"}, "conditions": []}}""", null)]
    [InlineData("""{"metadata": {"name": "daq6", "labels": {"a": "b"}}, "spec": {}, "status": {"capacity": {"cpu": "16", "dune.daq/flxcard-apa001": "1"}, "conditions": []}}""", null)]
    [InlineData("""{"metadata": {"name": "daq6", "labels": {"a": "c"}}, "spec": {}, "status": {"capacity": {"cpu": "16"}, "conditions": []}}""", "of a node's labels")]
    [InlineData("""{"metadata": {"name": "daq6"}, "spec": {}, "status": {"capacity": {"cpu": "16"}, "conditions": []}}""", "of a node's labels")]
    [InlineData("""{"metadata": {"name": "daq6", "labels": {"a": "b"}}, "spec": {"unschedulable": true}, "status": {"capacity": {"cpu": "16"}, "conditions": []}}""", "of a node, an agent")]
    [InlineData("""{"metadata": {"name": "daq6", "labels": {"a": "b"}}, "spec": {}, "status": {"capacity": {"cpu": "99"}, "conditions": []}}""", "of a node's capacity")]
    public void Of_its_node_it_writes_labels_of_repositories_and_the_capacity_of_cards(string now, string? why)
    {
        if (why is null)
            Send("daq6", "nodes", "", now, Node);
        else
            Assert.Contains(why, Refusal("daq6", "nodes", "", now, Node), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("daq6", """ "annotations": {"a": "b", "dune.daq/prepare-again": "now"} """, "one", null)]
    [InlineData("daq6", """ "annotations": {"a": "c"} """, "one", "of a pod, an agent")]
    [InlineData("daq6", """ "labels": {} """, "one", "of a pod, an agent")]
    [InlineData("daq6", """ "annotations": {"a": "b"}, "labels": {"a": "b"} """, "one", "of a pod, an agent")]
    [InlineData("daq6", """ "annotations": {"a": "b"} """, "another", "of a pod, an agent")]
    [InlineData("daq7", """ "annotations": {"a": "b", "dune.daq/prepare-again": "now"} """, "one", "only pods of its own node")]
    [InlineData("", """ "annotations": {"a": "b", "dune.daq/prepare-again": "now"} """, "one", "only pods of its own node")]
    public void Of_a_pod_of_its_node_it_writes_the_annotation_that_has_its_claims_prepared(string node, string metadata, string image, string? why)
    {
        var before = Pod("\"annotations\": {\"a\": \"b\"}", "one");
        if (why is null)
            Send(node, "pods", "", Pod(metadata, image), before);
        else
            Assert.Contains(why, Refusal(node, "pods", "", Pod(metadata, image), before), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_slices_and_classes_it_writes_those_of_its_cards()
    {
        const string Slice = """{"metadata": {"name": "s"}, "spec": {"nodeName": "daq6", "driver": "cards.dune.daq"}}""";
        Send("daq6", "resourceslices", "resource.k8s.io", Slice);
        Assert.Contains("own node", Refusal("daq7", "resourceslices", "resource.k8s.io", Slice), StringComparison.Ordinal);
        Assert.Contains("cards.dune.daq", Refusal("daq6", "resourceslices", "resource.k8s.io", Slice.Replace("cards.", "gpu.", StringComparison.Ordinal)), StringComparison.Ordinal);
        Send("daq6", "deviceclasses", "resource.k8s.io", """{"metadata": {"name": "c"}, "spec": {"extendedResourceName": "dune.daq/flxcard-apa001"}}""");
        Assert.Contains("only DeviceClasses of cards", Refusal("daq6", "deviceclasses", "resource.k8s.io", """{"metadata": {"name": "c"}, "spec": {}}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Others_are_not_its_business() => _rule.Admit(Request(Rbac.User("alice"), "readoutcards", "dune.daq", Card("daq6"), null));

    private string Refusal(string node, string resource, string group, string now, string? before = null) =>
        Assert.Throws<StatusException>(() => Send(node, resource, group, now, before)).Message;

    private void Send(string node, string resource, string group, string now, string? before = null) => _rule.Admit(Request(Agent(node), resource, group, now, before));

    private static AdmissionRequest Request(UserInfo user, string resource, string group, string now, string? before) => new()
    {
        User = user,
        Request = Rbac.Ask("patch", resource, "", group),
        Operation = before is null ? "CREATE" : "UPDATE",
        Object = JsonNode.Parse(now)!.AsObject(),
        OldObject = before is null ? null : JsonNode.Parse(before)!.AsObject(),
    };

    private static UserInfo Agent(string node) => Rbac.User("system:serviceaccount:kubedaq-agent:kubedaq-agent") with
    {
        Extra = node.Length == 0
            ? new Dictionary<string, IReadOnlyList<string>>()
            : new Dictionary<string, IReadOnlyList<string>> { ["authentication.kubernetes.io/node-name"] = [node] },
    };

    private static string Pod(string metadata, string image) =>
        $$"""{"metadata": {"name": "reader", {{metadata}} }, "spec": {"nodeName": "daq6", "containers": [{"name": "main", "image": "{{image}}"}] } }""";

    private static string Card(string host, string more = "") => $$"""{"metadata": {"name": "apa001"}, "spec": {"host": "{{host}}" {{more}} } }""";
}
