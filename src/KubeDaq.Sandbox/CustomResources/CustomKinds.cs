using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Makes served kinds of a definition, one a version.</summary>
internal static class CustomKinds
{
    /// <summary>The kinds of the versions that are served.</summary>
    public static IEnumerable<ResourceKind> Of(JsonObject definition)
    {
        var spec = definition.Ensure("spec");
        var stored = spec.Maps("versions").First(version => version.Flag("storage")).Text("name");
        return spec.Maps("versions").Where(version => version.Flag("served")).Select(version => Kind(definition.Name(), spec, version, $"{spec.Text("group")}/{stored}"));
    }

    private static ResourceKind Kind(string definition, JsonObject spec, JsonObject version, string stored)
    {
        var names = spec.Map("names")!;
        var schema = version.Map("schema", "openAPIV3Schema") ?? [];
        var scale = version.Map("subresources", "scale");
        var parts = new List<Subresource>();
        if (version.Map("subresources", "status") is not null)
            parts.Add(Subresource.Status);
        if (scale is not null)
            parts.Add(Subresource.Scale);
        return new()
        {
            Group = spec.Text("group")!,
            Version = version.Text("name")!,
            Plural = names.Text("plural")!,
            Singular = names.Text("singular") ?? "",
            Kind = names.Text("kind")!,
            ListKind = names.Text("listKind") ?? names.Text("kind") + "List",
            Namespaced = spec.Text("scope") == "Namespaced",
            ShortNames = Texts(names, "shortNames"),
            Categories = Texts(names, "categories"),
            Subresources = parts,
            CountsGenerations = true,
            ReplacesBlindly = false,
            Columns = CustomColumns.Of(version),
            SelectableFields = version.Maps("selectableFields").Select(field => field.Text("jsonPath")!.TrimStart('.')).ToDictionary(path => path),
            Custom = new(definition, schema, version.Flag("storage"), stored, scale, schema.Flag("x-kubernetes-preserve-unknown-fields") || spec.Flag("preserveUnknownFields")),
        };
    }

    private static string[] Texts(JsonObject names, string field) => [.. names.List(field).Select(text => text.AsText() ?? "")];
}
