using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Tests.Authorization;

public sealed class EscalationCheckTests
{
    private const string Held = """
        [{"verbs": ["create", "get", "list"], "apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "rolebindings"]},
         {"verbs": ["get", "list"], "apiGroups": [""], "resources": ["pods", "*/log"]}]
        """;

    private readonly Rbac _rbac = new Rbac().Role("np04", "limited", Held).Bind("np04", "limited", "limited", """[{"kind": "User", "name": "bob"}]""");

    [Fact]
    public void Rights_that_the_writer_has_may_be_given() => Assert.Null(Refusal(Role("""[{"verbs": ["get"], "apiGroups": [""], "resources": ["pods", "pods/log"]}]""")));

    [Fact]
    public void What_he_lacks_is_listed_by_thing() => Assert.Equal(
        """
        roles.rbac.authorization.k8s.io "other" is forbidden: user "bob" (groups=["g1" "system:authenticated"]) is attempting to grant RBAC permissions not currently held:
        {APIGroups:[""], Resources:["pods"], Verbs:["watch"]}
        {APIGroups:[""], Resources:["secrets"], ResourceNames:["m"], Verbs:["get" "*"]}
        {APIGroups:[""], Resources:["secrets"], ResourceNames:["n"], Verbs:["get" "*"]}
        """,
        Refusal(Role("""
            [{"verbs": ["get", "watch"], "apiGroups": [""], "resources": ["pods"]},
             {"verbs": ["get", "*"], "apiGroups": [""], "resources": ["secrets"], "resourceNames": ["n", "m"]}]
            """)));

    [Fact]
    public void Paths_are_listed_verb_by_verb() => Assert.EndsWith(
        "held:\n{NonResourceURLs:[\"/a\"], Verbs:[\"get\"]}\n{NonResourceURLs:[\"/a\"], Verbs:[\"post\"]}",
        Refusal(Role("""[{"verbs": ["get", "post"], "nonResourceURLs": ["/a"]}]""")));

    [Fact]
    public void The_verb_escalate_lifts_the_check()
    {
        _rbac.Role("np04", "more", """[{"verbs": ["escalate"], "apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles"]}]""")
            .Bind("np04", "more", "more", """[{"kind": "User", "name": "bob"}]""");
        Assert.Null(Refusal(Role("""[{"verbs": ["*"], "apiGroups": ["*"], "resources": ["*"]}]""")));
    }

    [Fact]
    public void A_binding_needs_the_rights_of_its_role()
    {
        _rbac.Role("", "secrets", """[{"verbs": ["get"], "apiGroups": [""], "resources": ["secrets"]}]""")
            .Role("", "pods", """[{"verbs": ["get"], "apiGroups": [""], "resources": ["pods"]}]""");
        Assert.Null(Refusal(Binding("pods")));
        Assert.EndsWith("held:\n{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}", Refusal(Binding("secrets")));
        Assert.Equal("rolebindings.rbac.authorization.k8s.io \"none\" not found", Refusal(Binding("none")));
    }

    [Fact]
    public void The_verb_bind_on_a_role_lets_it_be_bound()
    {
        _rbac.Role("", "secrets", """[{"verbs": ["get"], "apiGroups": [""], "resources": ["secrets"]}]""")
            .Role("np04", "binder", """[{"verbs": ["bind"], "apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "resourceNames": ["secrets"]}]""")
            .Bind("np04", "binder", "binder", """[{"kind": "User", "name": "bob"}]""");
        Assert.Null(Refusal(Binding("secrets")));
    }

    [Fact]
    public void Aggregation_is_for_cluster_administrators()
    {
        var role = Role("[]") with { Kind = "clusterroles" };
        role.Value["aggregationRule"] = new JsonObject();
        Assert.EndsWith("is forbidden: must have cluster-admin privileges to use the aggregationRule", Refusal(role));
    }

    private static Written Role(string rules) => new("roles", JsonNode.Parse($$"""{"metadata": {"name": "other"}, "rules": {{rules}} }""")!.AsObject());

    private static Written Binding(string role) => new("rolebindings",
        JsonNode.Parse($$"""{"metadata": {"name": "other"}, "roleRef": {"kind": "ClusterRole", "name": "{{role}}"} }""")!.AsObject());

    private string? Refusal(Written written)
    {
        var request = new AdmissionRequest
        {
            User = Rbac.User("bob", "g1", "system:authenticated"),
            Request = Rbac.Ask("create", written.Kind, "np04", "rbac.authorization.k8s.io"),
            Operation = "CREATE",
            Object = written.Value,
        };
        try
        {
            new EscalationCheck(_rbac.Authorizer).Admit(request);
            return null;
        }
        catch (StatusException refusal)
        {
            return refusal.Message;
        }
    }

    private sealed record Written(string Kind, JsonObject Value);
}
