using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Authorization;

/// <summary>A store of roles and bindings with an authorizer over it.</summary>
internal sealed class Rbac
{
    private readonly ObjectStore _store = new();

    public Rbac()
    {
        Index.Follow(_store);
        Authorizer = new(Index);
    }

    public RbacIndex Index { get; } = new();

    public RbacAuthorizer Authorizer { get; }

    /// <summary>An authorizer that begins to look now, as after a restart.</summary>
    public RbacAuthorizer Again()
    {
        var index = new RbacIndex();
        index.Follow(_store);
        return new(index);
    }

    public static UserInfo User(string name, params string[] groups) => new(name, null, groups, new Dictionary<string, IReadOnlyList<string>>());

    public static RequestInfo Ask(string verb, string resource, string ns = "", string group = "", string name = "") =>
        new(true, verb, "", group, "v1", resource, "", ns, name);

    public Rbac Role(string ns, string name, string rules) =>
        Put(ns.Length == 0 ? RbacResources.ClusterRoles : RbacResources.Roles, ns, name, $$"""{"metadata": {"name": "{{name}}"}, "rules": {{rules}}}""");

    public Rbac Bind(string ns, string name, string role, string subjects)
    {
        var kind = role.StartsWith("cluster:", StringComparison.Ordinal) ? "ClusterRole" : "Role";
        return Put(ns.Length == 0 ? RbacResources.ClusterRoleBindings : RbacResources.RoleBindings, ns, name,
            $$"""{"metadata": {"name": "{{name}}"}, "subjects": {{subjects}}, "roleRef": {"kind": "{{kind}}", "name": "{{role.Split(':')[^1]}}" } }""");
    }

    public void Remove(GroupResource kind, string ns, string name)
    {
        var key = new ObjectKey(kind, ns, name);
        Assert.NotNull(_store.TryRemove(key, null, _store.Get(key)!));
    }

    private Rbac Put(GroupResource kind, string ns, string name, string json)
    {
        var key = new ObjectKey(kind, ns, name);
        Assert.NotNull(_store.TryWrite(key, JsonNode.Parse(json)!.AsObject(), _store.Get(key)));
        return this;
    }
}
