using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class CardLeaseRuleTests
{
    private const string Held = """{"health": "Healthy", "leaseNumber": 3, "lease": {"namespace": "np04", "partition": "coldbox", "uid": "u"}}""";

    private readonly CardLeaseRule _rule = new(new Rbac()
        .Role("", "operator", """[{"verbs": ["lease"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"]}]""")
        .Bind("", "operator", "cluster:operator", """[{"kind": "User", "name": "operator"}]""").Authorizer);

    [Fact]
    public void The_operator_takes_and_gives_cards()
    {
        Send("operator", Held, "{}");
        Send("operator", """{"leaseNumber": 3}""", Held);
    }

    [Fact]
    public void An_agent_changes_health_and_leaves_the_lease_alone() => Send("agent", Held.Replace("Healthy", "Unhealthy", StringComparison.Ordinal), Held);

    [Theory]
    [InlineData("""{"health": "Healthy", "leaseNumber": 3}""")]
    [InlineData("""{"health": "Healthy", "leaseNumber": 2, "lease": {"namespace": "np04", "partition": "coldbox", "uid": "u"}}""")]
    [InlineData("""{"health": "Healthy", "leaseNumber": 3, "lease": {"namespace": "np04", "partition": "other", "uid": "u"}}""")]
    [InlineData("""{"health": "Healthy", "leaseNumber": 3, "lease": {"namespace": "np04", "partition": "coldbox", "uid": "u"}, "history": [{"partition": "x"}]}""")]
    public void Nobody_else_changes_who_holds_or_held_a_card(string status) =>
        Assert.Contains("only the operator changes who holds a card", Assert.Throws<StatusException>(() => Send("agent", status, Held)).Message, StringComparison.Ordinal);

    private void Send(string user, string now, string before) => _rule.Admit(new AdmissionRequest
    {
        User = Rbac.User(user),
        Request = Rbac.Ask("patch", "readoutcards", "", "dune.daq", "apa001") with { Subresource = "status" },
        Operation = "UPDATE",
        Object = Card(now),
        OldObject = Card(before),
    });

    private static JsonObject Card(string status) => JsonNode.Parse($$"""{"metadata": {"name": "apa001"}, "spec": {}, "status": {{status}} }""")!.AsObject();
}
