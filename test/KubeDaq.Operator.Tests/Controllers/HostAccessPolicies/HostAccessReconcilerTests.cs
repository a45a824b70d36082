using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Events;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.HostAccessPolicies;

public sealed class HostAccessReconcilerTests
{
    private static readonly ObjectName Compiled = new("", HostAccessNames.CompiledPolicy);
    private static readonly ObjectName Role = new("", "kubedaq-use-network");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private FakeHostAccess _access;

    public HostAccessReconcilerTests()
    {
        _access = new FakeHostAccess(_cluster, _time);
        _access.Add("network", new() { HostNetwork = true });
    }

    [Fact]
    public async Task Each_admission_policy_is_made_before_its_binding_and_the_status_is_written_last()
    {
        await _access.SettleAsync();
        Assert.Equal(["admission policy create", "binding create", "admission policy create", "binding create", "role create", "policy status"], _access.Writes);
        Assert.Equal("True/Compiled", _access.Condition("network", "Compiled"));
        Assert.Equal("True/Enforced", _access.Condition("network", "Enforced"));
        Assert.Equal(["Compiled", "Enforced"], _access.Events.All.Select(e => e.Reason));
    }

    [Fact]
    public async Task Nothing_is_written_where_all_is_as_it_should_be()
    {
        await _access.SettleAsync();
        _access.Writes.Clear();
        await _access.SettleAsync();
        Assert.Empty(_access.Writes);
    }

    [Fact]
    public async Task What_a_server_fills_in_is_not_written_again_and_again()
    {
        _access.AdmissionPolicies.Written = (_, value) => value!["spec"]!["aFieldOfTomorrow"] = "Default";
        await _access.SettleAsync();
        _access.Writes.Clear();
        await _access.SettleAsync();
        Assert.Empty(_access.Writes);
    }

    [Fact]
    public async Task A_change_is_one_write_of_the_admission_policy_in_place()
    {
        await _access.SettleAsync();
        _access.Writes.Clear();
        _access.Change("network", new() { HostNetwork = true, HostIpc = true });
        await _access.SettleAsync();
        Assert.Equal(["admission policy replace", "policy status"], _access.Writes);
        Assert.Equal(2, _access.Policy("network").Status!.CompiledGeneration);
    }

    [Fact]
    public async Task What_was_edited_is_put_right_and_what_others_added_beside_it_stays()
    {
        await _access.SettleAsync();
        _access.AdmissionPolicies.Patch(Compiled, Json("""{"metadata": {"labels": {"mine": "yes"}}, "spec": {"validations": [], "matchConditions": [{"name": "never", "expression": "false"}]}}"""), status: false);
        await _access.SettleAsync();
        Assert.NotEmpty(_access.Compiled!["spec"]!["validations"]!.AsArray());
        Assert.NotEqual("never", (string?)Assert.Single(_access.Compiled!["spec"]!["matchConditions"]!.AsArray())!["name"]);
        Assert.Equal("yes", (string?)_access.Compiled!["metadata"]!["labels"]!["mine"]);
    }

    [Fact]
    public async Task What_was_deleted_is_made_again_with_the_last_good_version_of_a_policy_that_is_wrong()
    {
        await _access.SettleAsync();
        _access.Change("network", new() { HostPorts = [new() { Min = 2, Max = 1 }] });
        await _access.SettleAsync();
        _access.AdmissionPolicies.Remove(Compiled);
        await _access.SettleAsync();

        var policy = Assert.Single(CompiledSet.Read(_access.Compiled!)!.Policies);
        Assert.True(policy.Spec.HostNetwork);
        Assert.Equal("False/Invalid", _access.Condition("network", "Compiled"));
        Assert.Equal("False/NotCompiled", _access.Condition("network", "Enforced"));
    }

    [Fact]
    public async Task Another_operator_takes_the_last_good_version_from_the_cluster()
    {
        await _access.SettleAsync();
        _access.Change("network", new());
        _access = new FakeHostAccess(_cluster, _time);
        await _access.SettleAsync();
        Assert.True(Assert.Single(CompiledSet.Read(_access.Compiled!)!.Policies).Spec.HostNetwork);
    }

    [Fact]
    public async Task Without_any_policy_baseline_is_enforced()
    {
        await _access.SettleAsync();
        _access.Delete("network");
        await _access.SettleAsync();
        Assert.Empty(CompiledSet.Read(_access.Compiled!)!.Policies);
        Assert.NotNull(_access.AdmissionBindings.Get(Compiled));
    }

    [Theory]
    [InlineData(HostAccessMode.Warn, "False/WarnOnly")]
    [InlineData(HostAccessMode.Audit, "False/AuditOnly")]
    public async Task A_policy_says_that_nothing_is_denied_where_that_is_so(HostAccessMode mode, string enforced)
    {
        _cluster.Mode = mode;
        _access = new FakeHostAccess(_cluster, _time);
        await _access.SettleAsync();
        Assert.Equal(enforced, _access.Condition("network", "Enforced"));
    }

    [Fact]
    public async Task A_doubt_of_the_cluster_about_the_expressions_is_passed_on()
    {
        await _access.SettleAsync();
        var status = Json("""{"status": {"observedGeneration": 1, "typeChecking": {"expressionWarnings": [{"fieldRef": "spec.variables[0].expression", "warning": "no such\nfield"}]}}}""");
        _access.AdmissionPolicies.Patch(Compiled, status, status: true);
        await _access.SettleAsync();
        Assert.Equal("False/TypeChecking", _access.Condition("network", "Enforced"));
        Assert.Contains(_access.Events.All, e => e is { Type: EventType.Warning, Reason: "TypeChecking" });
    }

    [Fact]
    public async Task The_role_of_a_policy_is_its_own_and_is_kept()
    {
        await _access.SettleAsync();
        var role = _access.ClusterRoles.Get(Role)!;
        Assert.Equal(_access.Policy("network").Metadata.Uid, (string?)role["metadata"]!["ownerReferences"]![0]!["uid"]);
        Assert.Equal("""[{"apiGroups":["dune.daq"],"resources":["hostaccesspolicies"],"resourceNames":["network"],"verbs":["use"]}]""", role["rules"]!.ToJsonString());
        _access.ClusterRoles.Patch(Role, Json("""{"rules": [{"verbs": ["*"]}]}"""), status: false);
        await _access.SettleAsync();
        Assert.Equal("use", (string?)_access.ClusterRoles.Get(Role)!["rules"]![0]!["verbs"]![0]);
    }

    [Fact]
    public async Task A_role_that_is_somebody_elses_is_left_alone()
    {
        _access.ClusterRoles.Create(Json("""{"metadata": {"name": "kubedaq-use-network"}, "rules": []}"""));
        await _access.SettleAsync();
        Assert.Empty(_access.ClusterRoles.Get(Role)!["rules"]!.AsArray());
        Assert.Contains(_access.Events.All, e => e.Reason == "RoleNotOurs");
    }

    [Fact]
    public async Task Service_accounts_and_groups_of_them_are_listed_and_no_users_and_none_of_the_system()
    {
        await _access.SettleAsync();
        _cluster.Store("rolebindings").Create(Json("""
            {"metadata": {"name": "r", "namespace": "np04"}, "roleRef": {"kind": "ClusterRole", "name": "kubedaq-use-network"},
             "subjects": [{"kind": "ServiceAccount", "name": "coldbox"}, {"kind": "User", "name": "alice"}]}
            """));
        _cluster.Store("clusterrolebindings").Create(Json("""
            {"metadata": {"name": "c"}, "roleRef": {"kind": "ClusterRole", "name": "kubedaq-use-network"},
             "subjects": [{"kind": "ServiceAccount", "name": "kubedaq-operator", "namespace": "kubedaq-system"}, {"kind": "Group", "name": "system:serviceaccounts:np02"}]}
            """));
        await _access.SettleAsync();
        Assert.Equal(["system:serviceaccounts:np02", "np04/coldbox in namespace np04"], _access.Policy("network").Status!.Accounts);
        Assert.Equal(2, _access.Policy("network").Status!.AccountCount);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
