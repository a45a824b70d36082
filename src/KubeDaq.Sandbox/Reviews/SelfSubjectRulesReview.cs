using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Lists all that the asker may do in a namespace.</summary>
internal sealed class SelfSubjectRulesReview(RbacAuthorizer authorizer) : IVirtualResource
{
    private const string Group = "authorization.k8s.io";

    /// <inheritdoc/>
    public GroupResource Resource => new(Group, "selfsubjectrulesreviews");

    /// <inheritdoc/>
    public ValueTask<JsonObject> CreateAsync(UserInfo user, JsonObject body)
    {
        var ns = body.Text("spec", "namespace") ?? "";
        if (ns.Length == 0)
            throw StatusException.BadRequest("no namespace on request");
        var rules = authorizer.RulesFor(user, ns).ToList();
        var status = new JsonObject
        {
            ["resourceRules"] = Array(rules.Where(rule => rule.Resources.Count > 0)),
            ["nonResourceRules"] = Array(rules.Where(rule => rule.NonResourceUrls.Count > 0)),
            ["incomplete"] = false,
        };
        return new(ReviewObjects.Answer($"{Group}/v1", "SelfSubjectRulesReview", body, [], status));
    }

    private static JsonArray Array(IEnumerable<PolicyRule> rules) => [.. rules.Select(rule => rule.ToJson())];
}
