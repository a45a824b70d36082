using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Storage;
using static KubeDaq.Sandbox.Tests.Authorization.Rbac;

namespace KubeDaq.Sandbox.Tests.Authorization;

public sealed class DefaultRolesTests
{
    private const string AggregateToView = "rbac.authorization.k8s.io/aggregate-to-view";

    private readonly ObjectStore _store = new();
    private readonly PlainObjects _objects;
    private readonly RbacAuthorizer _authorizer;

    public DefaultRolesTests()
    {
        var index = new RbacIndex();
        index.Follow(_store);
        _authorizer = new(index);
        _objects = new PlainObjects(_store);
        DefaultRoles.Ensure(_objects);
    }

    [Theory]
    [InlineData("view", "list", "", "pods", true)]
    [InlineData("view", "get", "", "secrets", false)]
    [InlineData("view", "create", "", "pods", false)]
    [InlineData("edit", "list", "", "pods", true)]
    [InlineData("edit", "get", "", "secrets", true)]
    [InlineData("edit", "delete", "apps", "deployments", true)]
    [InlineData("edit", "create", "rbac.authorization.k8s.io", "roles", false)]
    [InlineData("admin", "list", "", "pods", true)]
    [InlineData("admin", "create", "rbac.authorization.k8s.io", "roles", true)]
    [InlineData("admin", "escalate", "rbac.authorization.k8s.io", "roles", false)]
    [InlineData("admin", "update", "", "namespaces", false)]
    [InlineData("cluster-admin", "escalate", "any.example.org", "things", true)]
    public void View_edit_and_admin_give_what_they_give_in_a_new_cluster(string role, string verb, string group, string resource, bool allowed)
    {
        Bind(role);
        Assert.Equal(allowed, _authorizer.Authorize(User("jane"), Ask(verb, resource, "np04", group)).Allowed);
    }

    [Theory]
    [InlineData("system:unauthenticated", "/healthz", true)]
    [InlineData("system:unauthenticated", "/version", true)]
    [InlineData("system:unauthenticated", "/api/v1", false)]
    [InlineData("system:authenticated", "/api/v1", true)]
    [InlineData("system:authenticated", "/openapi/v3", true)]
    [InlineData("system:authenticated", "/metrics", false)]
    [InlineData("system:monitoring", "/metrics", true)]
    [InlineData("system:serviceaccounts", "/openid/v1/jwks", true)]
    public void Everybody_gets_the_paths_of_a_new_cluster(string group, string path, bool allowed) =>
        Assert.Equal(allowed, _authorizer.Authorize(User("jane", group), new(false, "get", path, "", "", "", "", "", "")).Allowed);

    [Fact]
    public void A_role_with_the_label_is_collected_through_view_and_edit_up_to_admin()
    {
        Bind("admin");
        var list = Ask("list", "readoutcards", "np04", "dune.daq");
        Assert.False(_authorizer.Authorize(User("jane"), list).Allowed);
        _objects.TryCreate(RbacResources.ClusterRoles, "", JsonNode.Parse($$"""
            {"metadata": {"name": "cards-view", "labels": {"{{AggregateToView}}": "true"} },
             "rules": [{"verbs": ["list"], "apiGroups": ["dune.daq"], "resources": ["readoutcards"]} ] }
            """)!.AsObject());
        RoleAggregation.FillAll(_objects);
        Assert.True(_authorizer.Authorize(User("jane"), list).Allowed);
        _objects.Delete(RbacResources.ClusterRoles, "", "cards-view");
        RoleAggregation.FillAll(_objects);
        Assert.False(_authorizer.Authorize(User("jane"), list).Allowed);
    }

    [Fact]
    public async Task The_controller_collects_a_role_when_it_comes()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (_, revision) = _objects.List(RbacResources.ClusterRoles);
        var running = new RoleAggregation(_objects).RunAsync(stop.Token);
        _objects.TryCreate(RbacResources.ClusterRoles, "", JsonNode.Parse($$"""
            {"metadata": {"name": "cards", "labels": {"{{AggregateToView}}": "true"} }, "rules": [{"verbs": ["x"], "apiGroups": ["y"], "resources": ["z"]} ] }
            """)!.AsObject());
        await foreach (var change in _objects.Watch(RbacResources.ClusterRoles, null, revision, stop.Token).WithCancellation(stop.Token))
        {
            if (change.Object.Key.Name == "admin" && change.Object.Value["rules"]!.ToJsonString().Contains("\"z\""))
                break;
        }
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public void What_is_there_already_is_left_alone()
    {
        var revision = _store.Revision;
        DefaultRoles.Ensure(_objects);
        Assert.Equal(revision, _store.Revision);
    }

    private void Bind(string role) => _objects.TryCreate(RbacResources.ClusterRoleBindings, "", JsonNode.Parse($$"""
        {"metadata": {"name": "jane"}, "subjects": [{"kind": "User", "name": "jane"}], "roleRef": {"kind": "ClusterRole", "name": "{{role}}" } }
        """)!.AsObject());
}
