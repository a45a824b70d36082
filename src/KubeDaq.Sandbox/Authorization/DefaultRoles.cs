using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>
/// The roles and bindings that a new cluster has. Their rules stand in DefaultRoles.json as data; those of aggregated roles come from the roles
/// that they collect. A binding there has the name of its role. Roles of controllers are left out: the sandbox's controllers are part of it and need none.
/// </summary>
internal static class DefaultRoles
{
    private const string Resource = "KubeDaq.Sandbox.Authorization.DefaultRoles.json";

    /// <summary>Creates those that are missing, and fills the aggregated ones.</summary>
    public static void Ensure(IObjects objects)
    {
        using var stream = typeof(DefaultRoles).Assembly.GetManifestResourceStream(Resource)!;
        var defaults = JsonNode.Parse(stream)!.AsObject();
        foreach (var (name, role) in defaults["clusterRoles"]!.AsObject())
            objects.TryCreate(RbacResources.ClusterRoles, "", Role(name, role!.AsObject()));
        foreach (var (name, subjects) in defaults["clusterRoleBindings"]!.AsObject())
            objects.TryCreate(RbacResources.ClusterRoleBindings, "", Binding(name, subjects!.AsArray()));
        RoleAggregation.FillAll(objects);
    }

    private static JsonObject Role(string name, JsonObject role)
    {
        var made = New("ClusterRole", name, role["labels"] as JsonObject);
        made["rules"] = role["rules"]?.DeepClone() ?? new JsonArray();
        if (role["aggregationRule"] is { } aggregation)
            made["aggregationRule"] = aggregation.DeepClone();
        return made;
    }

    private static JsonObject Binding(string name, JsonArray subjects)
    {
        var made = New("ClusterRoleBinding", name, null);
        if (subjects.Count > 0)
            made["subjects"] = subjects.DeepClone();
        made["roleRef"] = new JsonObject { ["apiGroup"] = RbacResources.Group, ["kind"] = "ClusterRole", ["name"] = name };
        return made;
    }

    private static JsonObject New(string kind, string name, JsonObject? labels)
    {
        var all = new JsonObject { ["kubernetes.io/bootstrapping"] = "rbac-defaults" };
        foreach (var (key, value) in labels ?? [])
            all[key] = value!.DeepClone();
        return new()
        {
            ["apiVersion"] = RbacResources.ApiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["annotations"] = new JsonObject { ["rbac.authorization.kubernetes.io/autoupdate"] = "true" },
                ["labels"] = all,
            },
        };
    }
}
