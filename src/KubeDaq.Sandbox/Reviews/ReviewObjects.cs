using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Parts of the answers to reviews.</summary>
internal static class ReviewObjects
{
    /// <summary>The review that was asked for, with its answer.</summary>
    public static JsonObject Answer(string apiVersion, string kind, JsonObject body, JsonObject? spec, JsonObject status)
    {
        var review = new JsonObject { ["kind"] = kind, ["apiVersion"] = apiVersion, ["metadata"] = body["metadata"]?.DeepClone() ?? new JsonObject() };
        if (spec is not null)
            review["spec"] = WithoutNulls(spec);
        review["status"] = status;
        return review;
    }

    /// <summary>A user as reviews show him.</summary>
    public static JsonObject Show(UserInfo user)
    {
        var shown = new JsonObject { ["username"] = user.Name };
        if (!string.IsNullOrEmpty(user.Uid))
            shown["uid"] = user.Uid;
        if (user.Groups.Count > 0)
            shown["groups"] = Array(user.Groups);
        if (user.Extra.Count > 0)
            shown["extra"] = new JsonObject(user.Extra.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Array(pair.Value))));
        return shown;
    }

    /// <summary>A list of texts.</summary>
    public static JsonArray Array(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];

    /// <summary>The texts of a list; none where it is missing.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(value => value.AsText()).OfType<string>()];

    private static JsonObject WithoutNulls(JsonObject value) =>
        new(value.Where(pair => pair.Value is not null).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
}
