using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class CardReleaseRuleTests
{
    private const string Order = """{"leaseNumber": 7, "reason": "host is dead", "requestedBy": "alice"}""";

    private readonly CardReleaseRule _rule;

    public CardReleaseRuleTests()
    {
        var rbac = new Rbac()
            .Role("", "expert", """[{"verbs": ["patch", "release"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"]}]""")
            .Role("", "agent", """[{"verbs": ["update"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"]}]""")
            .Bind("", "expert", "cluster:expert", """[{"kind": "User", "name": "alice"}]""")
            .Bind("", "agent", "cluster:agent", """[{"kind": "User", "name": "agent"}]""");
        _rule = new CardReleaseRule(rbac.Authorizer);
    }

    [Fact]
    public void An_expert_orders_a_release_in_his_own_name() => Send("alice", Card($", \"release\": {Order}"));

    [Fact]
    public void Nobody_orders_in_anothers_name() => Assert.Contains("your own user name", Refusal("agent", Card($", \"release\": {Order}")), StringComparison.Ordinal);

    [Fact]
    public void Without_the_verb_release_there_is_no_order() => Assert.Contains(
        "needs the verb \"release\"", Refusal("agent", Card($", \"release\": {Order.Replace("alice", "agent", StringComparison.Ordinal)}")), StringComparison.Ordinal);

    [Fact]
    public void The_verb_release_does_not_let_change_anything_else() =>
        Assert.Contains("needs the verb \"update\"", Refusal("alice", Card(", \"maintenance\": true")), StringComparison.Ordinal);

    [Fact]
    public void Who_may_update_cards_changes_them_and_leaves_an_old_order_alone() =>
        Send("agent", Card($", \"maintenance\": true, \"release\": {Order}"), Card($", \"release\": {Order}"));

    [Fact]
    public void The_status_is_not_its_business() => _rule.Admit(Request("bob", Card(", \"maintenance\": true"), Card(""), "status"));

    private string Refusal(string user, JsonObject card) => Assert.Throws<StatusException>(() => Send(user, card)).Message;

    private void Send(string user, JsonObject card, JsonObject? old = null) => _rule.Admit(Request(user, card, old ?? Card(""), ""));

    private static AdmissionRequest Request(string user, JsonObject card, JsonObject old, string subresource) => new()
    {
        User = Rbac.User(user),
        Request = Rbac.Ask("patch", "readoutcards", "", "dune.daq", "apa001") with { Subresource = subresource },
        Operation = "UPDATE",
        Object = card,
        OldObject = old,
    };

    private static JsonObject Card(string more) =>
        JsonNode.Parse($$"""{"metadata": {"name": "apa001"}, "spec": {"host": "daq6" {{more}} } }""")!.AsObject();
}
