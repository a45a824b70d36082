using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Definitions of custom resources.</summary>
internal sealed class DefinitionRules : KindRules
{
    /// <summary>Keeps a definition until its objects are gone.</summary>
    public const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";

    private static readonly string[] Scopes = ["Cluster", "Namespaced"];

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        var names = spec.Ensure("names");
        if (names.Text("kind") is { Length: > 0 } kind)
        {
            names.Default("singular", kind.ToLowerInvariant());
            names.Default("listKind", kind + "List");
        }
        spec.Ensure("conversion").Default("strategy", "None");
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        var stored = value.Maps("spec", "versions").Where(version => version.Flag("storage")).Select(version => version.Text("name"));
        value["status"] = new JsonObject
        {
            ["conditions"] = null,
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = new JsonArray([.. stored.Select(name => (JsonNode?)name)]),
        };
    }

    /// <inheritdoc/>
    public override void PrepareDelete(JsonObject value, DateTimeOffset now) =>
        Conditions.Set(value, "Terminating", "True", "InstanceDeletionPending", "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon", now);

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var spec = value.Ensure("spec");
        var (group, plural) = (spec.Text("group") ?? "", spec.Text("names", "plural") ?? "");
        return Name(value.Name(), plural, group)
            .Concat(Present(spec, "spec.group", group))
            .Concat(Present(spec, "spec.names.plural", plural))
            .Concat(Present(spec, "spec.names.kind", spec.Text("names", "kind") ?? ""))
            .Concat(Scopes.Contains(spec.Text("scope")) ? [] : [Cause.NotSupported("spec.scope", spec.Text("scope") ?? "", Scopes)])
            .Concat(Versions(spec))
            .Concat(old is null ? [] : Fixed(spec, old.Ensure("spec")));
    }

    private static IEnumerable<Cause> Name(string name, string plural, string group) =>
        name == $"{plural}.{group}" ? [] : [Cause.InvalidValue("metadata.name", name, "must be spec.names.plural+\".\"+spec.group")];

    private static IEnumerable<Cause> Present(JsonObject spec, string path, string text) => spec.Count > 0 && text.Length > 0 ? [] : [Cause.Required(path)];

    private static IEnumerable<Cause> Versions(JsonObject spec)
    {
        var versions = spec.Maps("versions").ToList();
        if (versions.Count(version => version.Flag("storage")) != 1)
            yield return Cause.InvalidValue("spec.versions", spec["versions"] ?? new JsonArray(), "must have exactly one version marked as storage version");
        for (var i = 0; i < versions.Count; i++)
        {
            var path = $"spec.versions[{i}].schema.openAPIV3Schema";
            if (versions[i].Map("schema", "openAPIV3Schema") is not { } schema)
            {
                yield return Cause.Required(path);
                continue;
            }
            if (schema.Text("type") is not "object")
            {
                yield return schema["type"] is null
                    ? Cause.Required($"{path}.type", "must not be empty at the root")
                    : Cause.InvalidValue($"{path}.type", schema["type"], "must be object at the root");
            }
            foreach (var cause in SchemaShape.Validate(schema, versions.Count == 1 ? "spec.validation.openAPIV3Schema" : path))
                yield return cause;
        }
    }

    private static IEnumerable<Cause> Fixed(JsonObject spec, JsonObject old)
    {
        foreach (var field in new[] { "group", "scope" })
        {
            if (spec.Text(field) != old.Text(field))
                yield return Cause.InvalidValue($"spec.{field}", spec[field], "field is immutable");
        }
        foreach (var field in new[] { "plural", "kind" })
        {
            if (spec.Text("names", field) != old.Text("names", field))
                yield return Cause.InvalidValue($"spec.names.{field}", spec.At("names", field), "field is immutable");
        }
    }
}
