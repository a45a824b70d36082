using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Tests.Authorization;

namespace KubeDaq.Sandbox.Tests.Admission;

/// <summary>Who a partition says that asked, started and stopped; and what a shifter may change.</summary>
public sealed class PartitionRulesTests
{
    private static readonly JsonObject Running = Partition("""{"state": "Running", "requestedBy": "alice", "applications": []}""");

    private readonly RequestedByRule _names = new();
    private readonly OperateRule _operating;

    public PartitionRulesTests()
    {
        var rbac = new Rbac()
            .Role("np04", "shifter", """[{"verbs": ["patch", "operate"], "apiGroups": ["dune.daq"], "resources": ["partitions"]}]""")
            .Role("np04", "expert", """[{"verbs": ["update", "patch"], "apiGroups": ["dune.daq"], "resources": ["partitions"]}]""")
            .Role("np04", "patcher", """[{"verbs": ["patch"], "apiGroups": ["dune.daq"], "resources": ["partitions"]}]""")
            .Bind("np04", "shifter", "shifter", """[{"kind": "User", "name": "sam"}]""")
            .Bind("np04", "expert", "expert", """[{"kind": "User", "name": "alice"}]""")
            .Bind("np04", "patcher", "patcher", """[{"kind": "User", "name": "paul"}]""");
        _operating = new(rbac.Authorizer);
    }

    [Theory]
    [InlineData("""{"requestedBy": "alice"}""")]
    [InlineData("""{}""")]
    [InlineData("""{"requestedBy": "alice", "stateChangedBy": "alice"}""")]
    public void One_asks_in_ones_own_name_or_in_none(string spec) => Create("alice", spec);

    [Theory]
    [InlineData("""{"requestedBy": "bob"}""", "spec.requestedBy must be your own")]
    [InlineData("""{"requestedBy": "alice", "stateChangedBy": "bob"}""", "spec.stateChangedBy must be your own")]
    public void Nobody_asks_in_anothers_name(string spec, string why) => Assert.Contains(why, Assert.Throws<StatusException>(() => Create("alice", spec)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"state": "Running", "requestedBy": "sam", "applications": []}""")]
    [InlineData("""{"state": "Running", "applications": []}""")]
    [InlineData("""{"state": "Running", "requestedBy": "alice", "stateChangedBy": "alice", "applications": []}""")]
    [InlineData("""{"state": "Stopped", "requestedBy": "alice", "stateChangedBy": "alice", "applications": []}""")]
    public void What_is_written_once_stays_and_another_is_not_blamed(string spec) => Assert.Throws<StatusException>(() => Update("sam", spec));

    [Fact]
    public void An_administrator_of_the_cluster_may_act_for_somebody() =>
        _names.Admit(Request(Rbac.User("root", "system:masters"), "CREATE", Partition("""{"requestedBy": "bob"}"""), null));

    [Fact]
    public void A_shifter_stops_in_his_own_name() => Update("sam", """{"state": "Stopped", "requestedBy": "alice", "stateChangedBy": "sam", "applications": []}""");

    [Theory]
    [InlineData("""{"state": "Running", "requestedBy": "alice", "priority": 5, "applications": []}""")]
    [InlineData("""{"state": "Stopped", "requestedBy": "alice", "stateChangedBy": "sam", "applications": [{"name": "x"}]}""")]
    public void A_shifter_changes_nothing_else(string spec) =>
        Assert.Contains("needs the verb \"update\"", Assert.Throws<StatusException>(() => Update("sam", spec)).Message, StringComparison.Ordinal);

    [Fact]
    public void To_patch_is_not_to_operate() => Assert.Contains(
        "needs the verb \"operate\"",
        Assert.Throws<StatusException>(() => Update("paul", """{"state": "Stopped", "requestedBy": "alice", "stateChangedBy": "paul", "applications": []}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_expert_changes_what_he_likes() => Update("alice", """{"state": "Running", "requestedBy": "alice", "priority": 5, "applications": [{"name": "x"}]}""");

    [Fact]
    public void The_status_is_not_its_business()
    {
        Admit(Request(Rbac.User("nobody"), "UPDATE", Partition("{}"), Running, "status"));
    }

    private void Create(string user, string spec) => Admit(Request(Rbac.User(user), "CREATE", Partition(spec), null));

    private void Update(string user, string spec) => Admit(Request(Rbac.User(user), "UPDATE", Partition(spec), Running));

    private void Admit(AdmissionRequest request)
    {
        _operating.Admit(request);
        _names.Admit(request);
    }

    private static AdmissionRequest Request(UserInfo user, string operation, JsonObject partition, JsonObject? old, string subresource = "") => new()
    {
        User = user,
        Request = Rbac.Ask(operation == "CREATE" ? "create" : "patch", "partitions", "np04", "dune.daq", "coldbox") with { Subresource = subresource },
        Operation = operation,
        Object = partition,
        OldObject = old,
    };

    private static JsonObject Partition(string spec) => new() { ["metadata"] = new JsonObject { ["name"] = "coldbox", ["namespace"] = "np04" }, ["spec"] = JsonNode.Parse(spec) };
}
