using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Selection;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// One of the admission policies that the operator compiles, with its binding. It is in force as on a cluster: while both are stored, in the namespaces
/// that the binding selects, with the binding's actions.
/// </summary>
internal sealed class CompiledGuard(IObjects objects, string name)
{
    private const string Group = "admissionregistration.k8s.io";
    private const string FailureNote = "validation.policy.admission.k8s.io/validation_failure";
    private static readonly GroupResource Policies = new(Group, "validatingadmissionpolicies");
    private static readonly GroupResource Bindings = new(Group, "validatingadmissionpolicybindings");
    private static readonly GroupResource Namespaces = new("", "namespaces");

    /// <summary>Whether it judges a request.</summary>
    public bool Judges(AdmissionRequest request)
    {
        if (!IsJudged(request) || Binding() is not { } binding || objects.Get(Policies, "", name) is null)
            return false;
        var selector = binding.Map("spec", "matchResources", "namespaceSelector");
        return selector is null || LabelSelector.FromObject(selector).Matches(LabelsOf(request.Request.Namespace));
    }

    /// <summary>Does what the binding says is to be done about a pod that is not admitted.</summary>
    public void Refuse(AdmissionRequest request, string why)
    {
        var actions = Binding()?.List("spec", "validationActions").Select(action => action.AsText()).ToList() ?? [];
        if (actions.Contains("Warn"))
            request.Warnings.Add($"Validation failed for ValidatingAdmissionPolicy '{name}' with binding '{name}': {why}");
        if (actions.Contains("Audit"))
            request.Annotations.TryAdd(FailureNote, Failure(why, actions).ToJsonString());
        if (!actions.Contains("Deny"))
            return;
        var message = $"ValidatingAdmissionPolicy '{name}' with binding '{name}' denied request: {why}";
        throw request.Refuse(message, [new Cause("", message, "")]);
    }

    // What a cluster notes of the first expression that fails.
    private JsonArray Failure(string why, IEnumerable<string?> actions) =>
    [
        new JsonObject
        {
            ["message"] = why,
            ["policy"] = name,
            ["binding"] = name,
            ["expressionIndex"] = 0,
            ["validationActions"] = new JsonArray([.. actions.Select(action => (JsonNode?)action)]),
        },
    ];

    private static bool IsJudged(AdmissionRequest request) =>
        request.Object is not null
        && request.Request.GroupResource == Writes.Pods
        && (request.Operation, request.Request.Subresource) is ("CREATE", "") or ("UPDATE", "" or "ephemeralcontainers" or "resize")
        && !request.User.Groups.Contains(HostAccessNames.BreakGlassGroup);

    private JsonObject? Binding() =>
        objects.Get(Bindings, "", name)?.Value is { } binding && binding.Text("spec", "policyName") == name ? binding : null;

    private JsonObject? LabelsOf(string ns) => objects.Get(Namespaces, "", ns)?.Value.Map("metadata", "labels");
}

/// <summary>Asks what a pod's service account may use.</summary>
internal static class UseRights
{
    /// <summary>Whether an account has the verb "use" on an object of our group, in its own namespace.</summary>
    public static bool MayUse(this IAuthorizer authorizer, Api.Meta.ObjectName account, string resource, string name)
    {
        var user = new UserInfo(
            ServiceAccountName.UserName(account.Namespace, account.Name), null,
            [.. ServiceAccountName.GroupsIn(account.Namespace), Groups.Authenticated], new Dictionary<string, IReadOnlyList<string>>());
        var question = new RequestInfo(true, HostAccessNames.UseVerb, "", Api.ApiGroup.Name, "*", resource, "", account.Namespace, name);
        return authorizer.Authorize(user, question).Allowed;
    }
}
