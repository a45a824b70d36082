using KubeDaq.Sandbox.Authorization;
using static KubeDaq.Sandbox.Tests.Authorization.Rbac;

namespace KubeDaq.Sandbox.Tests.Authorization;

public sealed class RbacAuthorizerTests
{
    private const string ListPods = """[{"verbs": ["list"], "apiGroups": [""], "resources": ["pods"]}]""";
    private const string Jane = """[{"kind": "User", "name": "jane"}]""";

    [Fact]
    public void Nobody_may_anything_without_a_binding()
    {
        var rbac = new Rbac().Role("np04", "reader", ListPods);
        Assert.Equal(new(false, ""), rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods", "np04")));
    }

    [Fact]
    public void A_role_binding_counts_in_its_namespace_only()
    {
        var rbac = new Rbac().Role("", "reader", ListPods).Bind("np04", "readers", "cluster:reader", Jane);
        Assert.True(rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods", "np04")).Allowed);
        Assert.False(rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods", "np02")).Allowed);
        Assert.False(rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods")).Allowed);
    }

    [Fact]
    public void A_cluster_role_binding_counts_everywhere()
    {
        var rbac = new Rbac().Role("", "reader", ListPods).Bind("", "readers", "cluster:reader", """[{"kind": "Group", "name": "shifters"}]""");
        var decision = rbac.Authorizer.Authorize(User("eve", "shifters"), Ask("list", "pods", "np04"));
        Assert.Equal(new(true, "RBAC: allowed by ClusterRoleBinding \"readers\" of ClusterRole \"reader\" to Group \"shifters\""), decision);
        Assert.True(rbac.Authorizer.Authorize(User("eve", "shifters"), Ask("list", "pods")).Allowed);
        Assert.False(rbac.Authorizer.Authorize(User("shifters"), Ask("list", "pods")).Allowed);
    }

    [Theory]
    [InlineData("""[{"kind": "ServiceAccount", "name": "coldbox"}]""")]
    [InlineData("""[{"kind": "ServiceAccount", "name": "coldbox", "namespace": "np04"}]""")]
    [InlineData("""[{"kind": "User", "name": "nobody"}, {"kind": "ServiceAccount", "name": "coldbox", "namespace": "np04"}]""")]
    public void A_service_account_is_a_subject_of_its_namespace(string subjects)
    {
        var rbac = new Rbac().Role("np04", "reader", ListPods).Bind("np04", "readers", "reader", subjects);
        var decision = rbac.Authorizer.Authorize(User("system:serviceaccount:np04:coldbox"), Ask("list", "pods", "np04"));
        Assert.Equal(new(true, "RBAC: allowed by RoleBinding \"readers/np04\" of Role \"reader\" to ServiceAccount \"coldbox/np04\""), decision);
        Assert.False(rbac.Authorizer.Authorize(User("system:serviceaccount:np02:coldbox"), Ask("list", "pods", "np04")).Allowed);
    }

    [Fact]
    public void A_missing_role_is_told_in_the_refusal()
    {
        var rbac = new Rbac().Bind("np04", "a", "reader", Jane).Bind("np04", "b", "cluster:other", Jane);
        Assert.Equal("RBAC: [role.rbac.authorization.k8s.io \"reader\" not found, clusterrole.rbac.authorization.k8s.io \"other\" not found]",
            rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods", "np04")).Reason);
    }

    [Fact]
    public void Roles_and_bindings_that_are_there_at_the_start_count()
    {
        var rbac = new Rbac().Role("np04", "reader", ListPods).Bind("np04", "readers", "reader", Jane);
        Assert.True(rbac.Again().Authorize(User("jane"), Ask("list", "pods", "np04")).Allowed);
    }

    [Fact]
    public void Masters_may_everything() =>
        Assert.Equal(new(true, ""), new Rbac().Authorizer.Authorize(User("root", "system:masters"), Ask("escalate", "clusterroles")));

    [Fact]
    public void A_change_of_a_role_or_binding_counts_at_once()
    {
        var rbac = new Rbac().Role("np04", "reader", ListPods).Bind("np04", "readers", "reader", Jane);
        rbac.Role("np04", "reader", """[{"verbs": ["get"], "apiGroups": [""], "resources": ["pods"]}]""");
        Assert.False(rbac.Authorizer.Authorize(User("jane"), Ask("list", "pods", "np04")).Allowed);
        Assert.True(rbac.Authorizer.Authorize(User("jane"), Ask("get", "pods", "np04")).Allowed);

        rbac.Bind("np04", "readers", "reader", """[{"kind": "User", "name": "eve"}]""");
        Assert.False(rbac.Authorizer.Authorize(User("jane"), Ask("get", "pods", "np04")).Allowed);
        Assert.True(rbac.Authorizer.Authorize(User("eve"), Ask("get", "pods", "np04")).Allowed);

        rbac.Remove(RbacResources.RoleBindings, "np04", "readers");
        Assert.False(rbac.Authorizer.Authorize(User("eve"), Ask("get", "pods", "np04")).Allowed);
    }

    [Fact]
    public void A_decision_looks_only_at_what_the_user_himself_is_given()
    {
        var rbac = new Rbac().Role("", "reader", ListPods);
        for (var i = 0; i < 2000; i++)
            rbac.Bind($"ns{i}", "readers", "cluster:reader", $$"""[{"kind": "User", "name": "user{{i}}"}]""");
        var grant = Assert.Single(rbac.Index.GrantsTo(User("user7", "system:authenticated"), "ns7"));
        Assert.Equal("ns7", grant.Binding.Namespace);
    }
}
