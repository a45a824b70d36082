using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Answers <c>/openapi/v3</c>, a document a group version, made when it is first asked for; and a <c>/openapi/v2</c> without types.</summary>
internal sealed class OpenApiHandler(ResourceTable table)
{
    private readonly ConcurrentDictionary<(string Path, int State), byte[]> _documents = [];

    /// <summary>Answers.</summary>
    public Task HandleAsync(HttpContext context, string[] parts, CancellationToken stop)
    {
        var answer = parts switch
        {
            ["v2"] => JsonText.Write(Version2()),
            ["v3"] => JsonText.Write(Index()),
            ["v3", "api", var version] => Document("", version),
            ["v3", "apis", var group, var version] => Document(group, version),
            _ => null,
        };
        return answer is null
            ? Answers.WriteTextAsync(context.Response, 404, "404 page not found\n", stop)
            : Answers.WriteBytesAsync(context.Response, 200, "application/json", answer, stop);
    }

    private JsonObject Index() => new()
    {
        ["paths"] = new JsonObject(GroupVersions().Select(one =>
        {
            var path = one.Group.Length == 0 ? $"api/{one.Version}" : $"apis/{one.Group}/{one.Version}";
            return KeyValuePair.Create(path, (JsonNode?)new JsonObject { ["serverRelativeURL"] = $"/openapi/v3/{path}?hash={State(one.Group, one.Version):X8}" });
        })),
    };

    private IEnumerable<(string Group, string Version)> GroupVersions() =>
        table.All.Select(kind => (kind.Group, kind.Version)).Distinct().OrderBy(one => one.Group, StringComparer.Ordinal).ThenBy(one => one.Version, StringComparer.Ordinal);

    private byte[]? Document(string group, string version)
    {
        var kinds = table.All.Where(kind => kind.Group == group && kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal).ToList();
        return kinds.Count == 0 ? null : _documents.GetOrAdd(($"{group}/{version}", State(group, version)), _ => JsonText.Write(Make(kinds)));
    }

    private static JsonObject Make(List<ResourceKind> kinds)
    {
        var custom = kinds.Where(kind => kind.Custom is not null).ToList();
        var schemas = ModelSchemas.Of(kinds.Where(kind => kind.Custom is null));
        if (custom.Count > 0)
            ModelSchemas.AddMetadata(schemas);
        CustomSchemas.Add(schemas, custom);
        return new()
        {
            ["openapi"] = "3.0.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = ServerVersion.Text },
            ["paths"] = ApiPaths.Of(kinds),
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Version2() => new()
    {
        ["swagger"] = "2.0",
        ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = ServerVersion.Text },
        ["paths"] = new JsonObject(),
        ["definitions"] = new JsonObject(),
    };

    // Changes with the definitions, so that clients do not keep an old document.
    private int State(string group, string version) => table.All.Where(kind => kind.Group == group && kind.Version == version)
        .Aggregate(17, (hash, kind) => hash ^ (kind.Custom is { } custom ? StringHash(custom.Schema.ToJsonString()) : StringHash(kind.Plural)));

    private static int StringHash(string text) => text.Aggregate(23, (hash, letter) => unchecked((hash * 31) + letter));
}
