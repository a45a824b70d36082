using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>
/// Nobody gives rights that he does not have: a role's rules must be covered by its writer's own, unless he may <c>escalate</c> roles or
/// <c>bind</c> the role that a binding names.
/// </summary>
internal sealed class EscalationCheck(RbacAuthorizer authorizer) : IAdmission
{
    private static readonly PolicyRule[] Everything = [new(["*"], ["*"], ["*"], [], []), new(["*"], [], [], [], ["*"])];

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Object is not { } value || request.Request.Group != RbacResources.Group || request.User.Groups.Contains(Groups.Masters)
            || (request.OldObject is { } old && OnlyCollectorFieldsChanged(old, value)))
        {
            return;
        }
        var kind = request.Request.GroupResource;
        if (kind == RbacResources.Roles || kind == RbacResources.ClusterRoles)
            CheckRole(request, value);
        else if (kind == RbacResources.RoleBindings || kind == RbacResources.ClusterRoleBindings)
            CheckBinding(request, value);
    }

    private void CheckRole(AdmissionRequest request, JsonObject role)
    {
        // A creation is asked for without a name, so resourceNames do not let it pass.
        var escalate = request.Request with { Verb = "escalate", Name = request.Operation == "CREATE" ? "" : request.Request.Name };
        if (authorizer.Authorize(request.User, escalate).Allowed)
            return;
        if ((role["aggregationRule"] ?? request.OldObject?["aggregationRule"]) is not null && Missing(request, Everything).Count > 0)
            throw Refusal(request, role, "must have cluster-admin privileges to use the aggregationRule");
        RefuseWhatIsMissing(request, role, PolicyRule.AllOf(role));
    }

    private void CheckBinding(AdmissionRequest request, JsonObject binding)
    {
        var role = RoleRef.Of(binding);
        var bind = request.Request with { Verb = "bind", Resource = role.Kind == "Role" ? "roles" : "clusterroles", Name = role.Name };
        if (authorizer.Authorize(request.User, bind).Allowed)
            return;
        var rules = authorizer.RulesOf(role, request.Request.Namespace) ?? throw StatusException.NotFound(request.Request.GroupResource, role.Name);
        RefuseWhatIsMissing(request, binding, rules);
    }

    private void RefuseWhatIsMissing(AdmissionRequest request, JsonObject value, IEnumerable<PolicyRule> wanted)
    {
        var missing = Missing(request, wanted);
        if (missing.Count == 0)
            return;
        var groups = string.Join(' ', request.User.Groups.Select(group => $"\"{group}\""));
        throw Refusal(request, value,
            $"user \"{request.User.Name}\" (groups=[{groups}]) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', RuleCover.Describe(missing))}");
    }

    private IReadOnlyList<PolicyRule> Missing(AdmissionRequest request, IEnumerable<PolicyRule> wanted) =>
        RuleCover.Missing([.. authorizer.RulesFor(request.User, request.Request.Namespace)], wanted);

    private static StatusException Refusal(AdmissionRequest request, JsonObject value, string why) =>
        StatusException.Forbidden(request.Request.GroupResource, value.Name(), why);

    private static bool OnlyCollectorFieldsChanged(JsonObject old, JsonObject value)
    {
        return JsonNode.DeepEquals(Without(old), Without(value));

        static JsonObject Without(JsonObject value)
        {
            var copy = value.DeepClone().AsObject();
            foreach (var field in new[] { "finalizers", "ownerReferences", "managedFields" })
                copy["metadata"]?.AsObject().Remove(field);
            return copy;
        }
    }
}
