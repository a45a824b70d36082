using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.OpenApi;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>Makes sure that a body is an object of the kind that the path names, and drops or refuses what the kind does not know.</summary>
internal static class Decoder
{
    /// <summary>Checks a body and cleans it in place.</summary>
    public static void Check(ApiRequest request, JsonObject value, string validation, IReadOnlyList<string> duplicates)
    {
        CheckKind(request.Kind, value);
        CheckPlace(request, value);
        CheckFields(request, value, validation, duplicates);
    }

    /// <summary>Takes away fields that the kind does not know, and says so as the client wants it.</summary>
    public static void CheckFields(ApiRequest request, JsonObject value, string validation, IReadOnlyList<string> duplicates)
    {
        var kind = request.Kind;
        var unknown = kind.Custom is { } custom ? Pruning.Prune(custom, value) : FieldCheck.Clean(kind, value);
        var complaints = duplicates.Select(path => $"duplicate field \"{path}\"").Concat(unknown.Select(path => $"unknown field \"{path}\"")).ToList();
        if (complaints.Count == 0 || validation == "Ignore")
            return;
        if (validation == "Strict")
            throw StatusException.BadRequest($"{kind.Kind} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: strict decoding error: {string.Join(", ", complaints)}");
        request.Warnings.AddRange(complaints);
    }

    private static void CheckKind(ResourceKind kind, JsonObject value)
    {
        var version = value.Text("apiVersion");
        var name = value.Text("kind");
        if (kind.Custom is not null)
        {
            CheckCustomKind(kind, value, version, name);
            return;
        }
        value["kind"] = name = string.IsNullOrEmpty(name) ? kind.Kind : name;
        value["apiVersion"] = version = string.IsNullOrEmpty(version) ? kind.ApiVersion : version;
        var parts = version.Split('/');
        if (Models.Of(parts.Length == 2 ? parts[0] : "", parts[^1], name) is null)
            throw StatusException.BadRequest($"{name} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: no kind \"{name}\" is registered for version \"{version}\" in scheme \"pkg/runtime/scheme.go:111\"");
        if (version != kind.ApiVersion)
            throw StatusException.BadRequest($"the API version in the data ({version}) does not match the expected API version ({kind.ApiVersion})");
        if (name != kind.Kind)
            throw StatusException.BadRequest($"{name} in version \"{kind.Version}\" cannot be handled as a {kind.Kind}: converting ({kind.Version}.{name}) to ({GoPackage(kind.Group)}.{kind.Kind}): unknown conversion");
    }

    private static void CheckCustomKind(ResourceKind kind, JsonObject value, string? version, string? name)
    {
        foreach (var (text, field) in new[] { (name, "Kind"), (version, "apiVersion") })
        {
            if (string.IsNullOrEmpty(text))
                throw StatusException.BadRequest($"the object provided is unrecognized (must be of type {kind.Kind}): Object '{field}' is missing in '{GoText.Of(value)}'");
        }
        if (version != kind.ApiVersion)
            throw StatusException.BadRequest($"the API version in the data ({version}) does not match the expected API version ({kind.ApiVersion})");
        if (name != kind.Kind)
            throw StatusException.Invalid(new(kind.Group, name!), value.Name(), [Cause.InvalidValue("kind", name, $"must be {kind.Kind}")]);
    }

    private static void CheckPlace(ApiRequest request, JsonObject value)
    {
        if (value.Namespace() is { Length: > 0 } ns && request.Kind.Namespaced && ns != request.Namespace)
            throw StatusException.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        if (request.Info.Name.Length > 0 && value.Name() is { Length: > 0 } name && name != request.Info.Name)
            throw StatusException.BadRequest($"the name of the object ({name}) does not match the name on the URL ({request.Info.Name})");
    }

    private static string GoPackage(string group) => group.Length == 0 ? "core" : group.Split('.')[0];
}
