using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.OpenApi;

/// <summary>The paths of kinds with what clients look for there: the kind, and which options a write takes.</summary>
internal static class ApiPaths
{
    private static readonly string[] WriteOptions = ["dryRun", "fieldManager", "fieldValidation"];

    /// <summary>The paths.</summary>
    public static JsonObject Of(IEnumerable<ResourceKind> kinds)
    {
        var paths = new JsonObject();
        foreach (var kind in kinds)
        {
            var root = $"{(kind.Group.Length == 0 ? "/api" : $"/apis/{kind.Group}")}/{kind.Version}";
            var list = kind.Namespaced ? $"{root}/namespaces/{{namespace}}/{kind.Plural}" : $"{root}/{kind.Plural}";
            paths[list] = Item(kind, ("get", "list"), ("post", "create"), ("delete", "deletecollection"));
            if (kind.Verbs.Contains("get"))
                paths[list + "/{name}"] = Item(kind, ("get", "get"), ("put", "update"), ("patch", "patch"), ("delete", "delete"));
        }
        return paths;
    }

    private static JsonObject Item(ResourceKind kind, params (string Method, string Verb)[] operations) =>
        new(operations.Where(one => kind.Verbs.Contains(one.Verb)).Select(one => KeyValuePair.Create(one.Method, (JsonNode?)Operation(kind, one.Method, one.Verb))));

    private static JsonObject Operation(ResourceKind kind, string method, string verb)
    {
        var options = method is "post" or "put" or "patch" ? WriteOptions : method == "delete" ? ["dryRun"] : [];
        return new()
        {
            ["operationId"] = $"{verb}{kind.Version}{kind.Kind}",
            ["parameters"] = new JsonArray([.. options.Select(name => (JsonNode)new JsonObject { ["name"] = name, ["in"] = "query", ["schema"] = new JsonObject { ["type"] = "string" } })]),
            ["responses"] = new JsonObject { ["200"] = new JsonObject { ["description"] = "OK" } },
            ["x-kubernetes-action"] = verb,
            ["x-kubernetes-group-version-kind"] = ModelSchemas.GroupVersionKind(kind),
        };
    }
}
