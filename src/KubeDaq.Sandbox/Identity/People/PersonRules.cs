using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>Makes a user of a token's claims by the expressions of the configuration, in the order in which an API server asks them.</summary>
internal sealed class PersonRules
{
    private readonly CelText _user;
    private readonly CelText? _groups;
    private readonly CelText? _uid;
    private readonly List<(string Key, CelText Value)> _extra;
    private readonly List<(CelText Rule, string Message)> _claimRules;
    private readonly List<(CelText Rule, string Message)> _userRules;

    /// <summary>Reads them.</summary>
    /// <exception cref="CelException">An expression is missing, or uses a part of CEL that is not built here.</exception>
    public PersonRules(JsonObject jwt)
    {
        _user = CelText.Of(jwt.Map("claimMappings", "username"), "claimMappings.username") ?? throw new CelException("claimMappings.username is missing");
        _groups = CelText.Of(jwt.Map("claimMappings", "groups"), "claimMappings.groups");
        _uid = CelText.Of(jwt.Map("claimMappings", "uid"), "claimMappings.uid");
        _extra = [.. (jwt.Map("claimMappings") ?? []).Maps("extra").Select(item => (item.Text("key") ?? "", new CelText(item.Text("valueExpression") ?? "", "claimMappings.extra")))];
        _claimRules = Rules(jwt, "claimValidationRules");
        _userRules = Rules(jwt, "userValidationRules");
    }

    /// <summary>The user.</summary>
    /// <exception cref="CelException">Why there is none.</exception>
    public UserInfo UserOf(JsonObject claims)
    {
        var scope = new CelScope("claims", claims, null);
        var name = _user.Evaluate(scope) as string;
        if (string.IsNullOrEmpty(name))
            throw new CelException("the username is empty");
        var groups = Words(_groups?.Evaluate(scope));
        var uid = _uid?.Evaluate(scope) as string;
        var extra = _extra.ToDictionary(pair => pair.Key, pair => Words(pair.Value.Evaluate(scope)));
        Check(_claimRules, scope);
        var user = new JsonObject { ["username"] = name, ["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]) };
        Check(_userRules, new("user", user, null));
        return new(name, uid, [.. groups, Groups.Authenticated], extra);
    }

    private static void Check(List<(CelText Rule, string Message)> rules, CelScope scope)
    {
        var broken = rules.Where(rule => !CelValues.True(rule.Rule.Evaluate(scope))).Select(rule => rule.Message).ToList();
        if (broken.Count > 0)
            throw new CelException(string.Join("; ", broken));
    }

    private static List<(CelText, string)> Rules(JsonObject jwt, string field) =>
    [
        .. jwt.Maps(field).Select(rule => (new CelText(rule.Text("expression") ?? "", field), rule.Text("message") ?? $"{field} does not hold: {rule.Text("expression")}")),
    ];

    private static IReadOnlyList<string> Words(object? value) => value switch
    {
        null or "" => [],
        string word => [word],
        List<object?> items when items.TrueForAll(item => item is string) => [.. items.Cast<string>().Where(word => word.Length > 0)],
        _ => throw new CelException("expression must return a string or a list of strings"),
    };
}
