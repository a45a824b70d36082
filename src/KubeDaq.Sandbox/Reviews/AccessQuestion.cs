using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Reviews;

/// <summary>Reads the question of an access review.</summary>
internal static class AccessQuestion
{
    private const string Resource = "spec.resourceAttributes";
    private const string Path = "spec.nonResourceAttributes";

    /// <summary>What is wrong with a question.</summary>
    public static IEnumerable<Cause> Problems(JsonObject spec)
    {
        var (resource, path) = (spec["resourceAttributes"], spec["nonResourceAttributes"]);
        if (resource is not null && path is not null)
            yield return Cause.InvalidValue(Path, Shown(path), "cannot be specified in combination with resourceAttributes");
        if (resource is null && path is null)
            yield return Cause.InvalidValue(Resource, null, "exactly one of nonResourceAttributes or resourceAttributes must be specified");
    }

    /// <summary>What is wrong with a question that must be about one namespace.</summary>
    public static IEnumerable<Cause> LocalProblems(JsonObject spec, string ns)
    {
        if (spec["nonResourceAttributes"] is { } path)
            yield return Cause.InvalidValue(Path, Shown(path), "disallowed on this kind of request");
        else if (spec["resourceAttributes"] is { } resource && Text(resource, "namespace") != ns)
            yield return Cause.InvalidValue($"{Resource}.namespace", Text(resource, "namespace"), "must match metadata.namespace");
    }

    /// <summary>What is wrong with whom the question is about.</summary>
    public static IEnumerable<Cause> SubjectProblems(JsonObject spec)
    {
        if (Text(spec, "user").Length == 0 && ReviewObjects.Texts(spec["groups"]).Count == 0)
            yield return Cause.InvalidValue("spec.user", "", "at least one of user or group must be specified");
    }

    /// <summary>The request that is asked about.</summary>
    public static RequestInfo Read(JsonObject spec)
    {
        if (spec["nonResourceAttributes"] is { } path)
            return new(false, Text(path, "verb"), Text(path, "path"), "", "", "", "", "", "");
        var resource = spec["resourceAttributes"];
        return new(true, Text(resource, "verb"), "", Text(resource, "group"), Text(resource, "version"), Text(resource, "resource"),
            Text(resource, "subresource"), Text(resource, "namespace"), Text(resource, "name"));
    }

    /// <summary>Whom the question is about.</summary>
    public static UserInfo Subject(JsonObject spec)
    {
        var extra = (spec["extra"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => ReviewObjects.Texts(pair.Value));
        return new(Text(spec, "user"), Text(spec, "uid"), ReviewObjects.Texts(spec["groups"]), extra);
    }

    private static JsonObject Shown(JsonNode path) => new() { ["Path"] = Text(path, "path"), ["Verb"] = Text(path, "verb") };

    private static string Text(JsonNode? owner, string name) => owner.At(name).AsText() ?? "";
}
