using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Roles and cluster roles.</summary>
internal sealed class RoleRules : KindRules
{
    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        // The field is always shown, even without rules.
        if (!value.ContainsKey("rules"))
            value["rules"] = null;
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var cluster = value.Text("kind") == "ClusterRole";
        var index = 0;
        foreach (var rule in value.Maps("rules"))
        {
            var path = $"rules[{index++}]";
            if (!rule.List("verbs").Any())
                yield return Cause.Required($"{path}.verbs", "verbs must contain at least one value");
            if (rule.List("nonResourceURLs").Any())
            {
                if (!cluster)
                    yield return Cause.InvalidValue($"{path}.nonResourceURLs", rule["nonResourceURLs"], "namespaced rules cannot apply to non-resource URLs");
                if (rule.List("apiGroups").Any() || rule.List("resources").Any() || rule.List("resourceNames").Any())
                    yield return Cause.InvalidValue($"{path}.nonResourceURLs", rule["nonResourceURLs"], "rules cannot apply to both regular resources and non-resource URLs");
                continue;
            }
            if (!rule.List("apiGroups").Any())
                yield return Cause.Required($"{path}.apiGroups", "resource rules must supply at least one api group");
            if (!rule.List("resources").Any())
                yield return Cause.Required($"{path}.resources", "resource rules must supply at least one resource");
        }
    }
}

/// <summary>Bindings of roles.</summary>
internal sealed class BindingRules : KindRules
{
    private const string Group = "rbac.authorization.k8s.io";

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        value.Map("roleRef")?.Default("apiGroup", Group);
        foreach (var subject in value.Maps("subjects").Where(subject => subject.Text("kind") is "User" or "Group"))
            subject.Default("apiGroup", Group);
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (old is not null && !JsonNode.DeepEquals(value["roleRef"], old["roleRef"]))
            yield return Cause.InvalidValue("roleRef", Shown(value["roleRef"]), "cannot change roleRef");
        if (value.Text("roleRef", "apiGroup") is not Group and var group)
            yield return Cause.NotSupported("roleRef.apiGroup", group ?? "", Group);
        var kinds = value.Text("kind") == "ClusterRoleBinding" ? ["ClusterRole"] : new[] { "Role", "ClusterRole" };
        if (!kinds.Contains(value.Text("roleRef", "kind")))
            yield return Cause.NotSupported("roleRef.kind", value.Text("roleRef", "kind") ?? "", kinds);
        if (string.IsNullOrEmpty(value.Text("roleRef", "name")))
            yield return Cause.Required("roleRef.name");
        foreach (var cause in value.Maps("subjects").SelectMany((subject, index) => Subject(subject, $"subjects[{index}]", value.Text("kind") == "ClusterRoleBinding")))
            yield return cause;
    }

    // The server's message shows the reference with the names of its own type.
    private static JsonObject Shown(JsonNode? role) =>
        new() { ["APIGroup"] = role.Text("apiGroup"), ["Kind"] = role.Text("kind"), ["Name"] = role.Text("name") };

    private static IEnumerable<Cause> Subject(JsonObject subject, string path, bool isClusterWide)
    {
        if (string.IsNullOrEmpty(subject.Text("name")))
            yield return Cause.Required($"{path}.name");
        switch (subject.Text("kind"))
        {
            case "ServiceAccount":
                if (isClusterWide && string.IsNullOrEmpty(subject.Text("namespace")))
                    yield return Cause.Required($"{path}.namespace");
                break;
            case "User" or "Group":
                if (subject.Text("apiGroup") is not Group and var group)
                    yield return Cause.NotSupported($"{path}.apiGroup", group ?? "", Group);
                break;
            case var kind:
                yield return Cause.NotSupported($"{path}.kind", kind ?? "", "ServiceAccount", "User", "Group");
                break;
        }
    }
}
