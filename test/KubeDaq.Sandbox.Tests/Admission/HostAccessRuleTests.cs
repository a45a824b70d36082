using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;
using KubeDaq.Sandbox.Tests.Authorization;
using static KubeDaq.Sandbox.Tests.Admission.CompiledPolicies;

namespace KubeDaq.Sandbox.Tests.Admission;

public sealed class HostAccessRuleTests
{
    private const string OnHostNetwork = """ "hostNetwork": true, "containers": [{"name": "c"}] """;
    private const string Plain = """ "containers": [{"name": "c"}] """;

    private readonly Rbac _rbac = new Rbac()
        .Role("", "use-network", """[{"verbs": ["use"], "apiGroups": ["dune.daq"], "resources": ["hostaccesspolicies"], "resourceNames": ["daq-network"]}]""")
        .Bind("np04", "a", "cluster:use-network", """[{"kind": "ServiceAccount", "name": "a", "namespace": "np04"}]""");

    private readonly CompiledPolicies _compiled;

    public HostAccessRuleTests() => _compiled = new(_rbac);

    [Fact]
    public void An_account_that_may_use_the_policy_has_its_pod() => Admit(Pod(OnHostNetwork));

    [Fact]
    public void Another_account_is_denied_in_the_words_of_the_API_server()
    {
        var refusal = Assert.Throws<StatusException>(() => Admit(Pod(OnHostNetwork, "b")));
        Assert.Equal((403, "Forbidden"), (refusal.Code, refusal.Reason));
        Assert.StartsWith(
            "pods \"p\" is forbidden: ValidatingAdmissionPolicy 'kubedaq-host-access' with binding 'kubedaq-host-access' denied request: service account np04/b may not take",
            refusal.Message, StringComparison.Ordinal);
        Assert.Contains("daq-network", refusal.Message, StringComparison.Ordinal);
        var cause = Assert.Single(refusal.Details!.List("causes"))!.AsObject();
        Assert.Equal(["message"], cause.Select(field => field.Key));
    }

    [Fact]
    public void Nothing_is_judged_in_a_namespace_without_the_label() => _compiled.HostAccess.Admit(Request(Pod(OnHostNetwork, "b"), ns: "free"));

    [Fact]
    public void Nothing_is_judged_without_the_binding_or_the_policy()
    {
        _compiled.Remove("validatingadmissionpolicybindings", HostAccessNames.CompiledPolicy);
        Admit(Pod(OnHostNetwork, "b"));
        var other = new CompiledPolicies(_rbac);
        other.Remove("validatingadmissionpolicies", HostAccessNames.CompiledPolicy);
        other.HostAccess.Admit(Request(Pod(OnHostNetwork, "b")));
    }

    [Fact]
    public void A_member_of_the_break_glass_group_makes_any_pod() =>
        _compiled.HostAccess.Admit(Request(Pod(OnHostNetwork, "b"), groups: HostAccessNames.BreakGlassGroup));

    [Fact]
    public void Even_an_administrator_is_held_to_the_pods_account() =>
        Assert.Throws<StatusException>(() => _compiled.HostAccess.Admit(Request(Pod(OnHostNetwork, "b"), groups: "system:masters")));

    [Fact]
    public void An_update_that_changes_only_labels_is_let_through() => Admit(Pod(OnHostNetwork, "b"), Pod(OnHostNetwork, "b"));

    [Fact]
    public void An_ephemeral_container_that_takes_more_is_denied()
    {
        var privileged = Pod(""" "containers": [{"name": "c"}], "ephemeralContainers": [{"name": "d", "securityContext": {"privileged": true}}] """);
        Assert.Throws<StatusException>(() => _compiled.HostAccess.Admit(Request(privileged, Pod(Plain), subresource: "ephemeralcontainers")));
        var harmless = Pod(""" "containers": [{"name": "c"}], "ephemeralContainers": [{"name": "d"}] """);
        _compiled.HostAccess.Admit(Request(harmless, Pod(Plain), subresource: "ephemeralcontainers"));
    }

    [Fact]
    public void The_status_is_not_its_business() => _compiled.HostAccess.Admit(Request(Pod(OnHostNetwork, "b"), Pod(Plain, "b"), subresource: "status"));

    [Theory]
    [InlineData(HostAccessMode.Warn, 1, """["Warn","Audit"]""")]
    [InlineData(HostAccessMode.Audit, 0, """["Audit"]""")]
    public void Where_the_binding_does_not_deny_the_pod_is_made_and_the_audit_log_tells(HostAccessMode mode, int warnings, string actions)
    {
        var request = Request(Pod(OnHostNetwork, "b"));
        new CompiledPolicies(_rbac, mode).HostAccess.Admit(WithWarnings(request, out var told));
        Assert.Equal(warnings, told.Count);
        var noted = JsonNode.Parse(request.Annotations["validation.policy.admission.k8s.io/validation_failure"])!.AsArray();
        Assert.StartsWith("service account np04/b may not take", noted[0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(JsonNode.Parse(actions)!.ToJsonString(), noted[0]!["validationActions"]!.ToJsonString());
        Assert.All(told, text => Assert.StartsWith(
            "Validation failed for ValidatingAdmissionPolicy 'kubedaq-host-access' with binding 'kubedaq-host-access': service account np04/b", text, StringComparison.Ordinal));
    }

    private void Admit(JsonObject pod, JsonObject? old = null) => _compiled.HostAccess.Admit(Request(pod, old));

    private static AdmissionRequest WithWarnings(AdmissionRequest request, out List<string> told)
    {
        told = [];
        return new() { User = request.User, Request = request.Request, Operation = request.Operation, Object = request.Object, Warnings = told, Annotations = request.Annotations };
    }
}
