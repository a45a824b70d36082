using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Authorization;

/// <summary>One rule of a role: what may be done to what.</summary>
internal sealed record PolicyRule(
    IReadOnlyList<string> Verbs,
    IReadOnlyList<string> ApiGroups,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> ResourceNames,
    IReadOnlyList<string> NonResourceUrls)
{
    private const string All = "*";

    /// <summary>Reads one item of a role's <c>rules</c>.</summary>
    public static PolicyRule From(JsonObject rule) =>
        new(Strings(rule, "verbs"), Strings(rule, "apiGroups"), Strings(rule, "resources"), Strings(rule, "resourceNames"), Strings(rule, "nonResourceURLs"));

    /// <summary>Reads all rules of a role.</summary>
    public static IReadOnlyList<PolicyRule> AllOf(JsonObject role) =>
        [.. role.Maps("rules").Select(From)];

    /// <summary>Whether the rule lets this request pass.</summary>
    public bool Allows(RequestInfo request) => Has(Verbs, request.Verb) && (request.IsResource ? Covers(request) : CoversPath(request.Path));

    /// <summary>The rule as an object has it; empty lists are left out.</summary>
    public JsonObject ToJson()
    {
        var rule = new JsonObject { ["verbs"] = ToArray(Verbs) };
        Add("apiGroups", ApiGroups);
        Add("resources", Resources);
        Add("resourceNames", ResourceNames);
        Add("nonResourceURLs", NonResourceUrls);
        return rule;

        void Add(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
                rule[name] = ToArray(values);
        }
    }

    private bool Covers(RequestInfo request) =>
        Has(ApiGroups, request.Group) && CoversResource(request) && (ResourceNames.Count == 0 || ResourceNames.Contains(request.Name));

    private bool CoversResource(RequestInfo request)
    {
        if (request.Subresource.Length == 0)
            return Has(Resources, request.Resource);
        return Has(Resources, $"{request.Resource}/{request.Subresource}") || Resources.Contains($"*/{request.Subresource}");
    }

    private bool CoversPath(string path) => NonResourceUrls.Any(url =>
        url == All || url == path || (url.EndsWith('*') && path.StartsWith(url.TrimEnd('*'), StringComparison.Ordinal)));

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(All) || values.Contains(value);

    private static IReadOnlyList<string> Strings(JsonObject rule, string name) =>
        [.. rule.List(name).Select(value => value.AsText() ?? "")];

    private static JsonArray ToArray(IReadOnlyList<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}
