using System.Text.Json.Nodes;
using KubeDaq.Sandbox.OpenApi;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>How a value merges: what its parts are, and what stays together.</summary>
internal abstract class Shape
{
    /// <summary>Without any knowledge: maps merge, lists are one value.</summary>
    public static Shape Unknown { get; } = new UnknownShape();

    /// <summary>Whether a map or list is taken as one value.</summary>
    public virtual bool IsAtomic => false;

    /// <summary>Whether a list is a set of plain values.</summary>
    public virtual bool IsSet => false;

    /// <summary>Whether keys are free, as in labels.</summary>
    public virtual bool HasFreeKeys => false;

    /// <summary>The fields by which a list's items are told apart; none for other lists.</summary>
    public virtual IReadOnlyList<string> Keys => [];

    /// <summary>The field by which a strategic merge patch finds items, or null.</summary>
    public virtual string? PatchKey => null;

    /// <summary>The shape of a map's value.</summary>
    public virtual Shape Field(string name) => Unknown;

    /// <summary>The shape of a list's item.</summary>
    public virtual Shape Item => Unknown;

    /// <summary>What a list key is where an item leaves it out.</summary>
    public virtual JsonNode? DefaultKey(string key) => key == "protocol" ? "TCP" : null;

    /// <summary>The shape of a kind's objects.</summary>
    public static Shape Of(ResourceKind kind) =>
        kind.Custom is { } custom ? new SchemaShape(custom.Schema, isResource: true)
        : Models.Of(kind.Conversion is null ? kind.Group : "", kind.Version, kind.Kind) is { } model ? new ModelShape(model, null)
        : Unknown;

    private sealed class UnknownShape : Shape;
}

/// <summary>The shape of a built-in type.</summary>
internal sealed class ModelShape(ModelType type, MergeRule? rule) : Shape
{
    /// <inheritdoc/>
    public override bool IsAtomic => type.Form == ModelForm.List ? !IsSet && Keys.Count == 0 : rule?.IsAtomic == true;

    /// <inheritdoc/>
    public override bool IsSet => rule?.IsSet == true;

    /// <inheritdoc/>
    public override bool HasFreeKeys => type.Form == ModelForm.Map;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keys => rule?.Keys ?? [];

    /// <inheritdoc/>
    public override string? PatchKey => rule?.PatchKey;

    /// <inheritdoc/>
    public override Shape Item => type.Form == ModelForm.List ? new ModelShape(type.Inner, null) : Unknown;

    /// <inheritdoc/>
    public override Shape Field(string name) => type.Form switch
    {
        ModelForm.Struct when type.Fields.TryGetValue(name, out var field) => new ModelShape(field.Type, MergeRules.Of(type, field)),
        ModelForm.Map => new ModelShape(type.Inner, null),
        _ => Unknown,
    };
}

/// <summary>The shape of a custom resource.</summary>
internal sealed class SchemaShape(JsonObject schema, bool isResource = false) : Shape
{
    private static readonly ModelShape Metadata = new(ModelType.Of(typeof(k8s.Models.V1ObjectMeta)), null);

    /// <inheritdoc/>
    public override bool IsAtomic => schema.Text("type") == "array" ? !IsSet && Keys.Count == 0 : schema.Text("x-kubernetes-map-type") == "atomic";

    /// <inheritdoc/>
    public override bool IsSet => schema.Text("x-kubernetes-list-type") == "set";

    /// <inheritdoc/>
    public override bool HasFreeKeys => true;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Keys =>
        schema.Text("x-kubernetes-list-type") == "map" ? [.. schema.List("x-kubernetes-list-map-keys").Select(key => key.AsText()!)] : [];

    /// <inheritdoc/>
    public override Shape Item => schema.Map("items") is { } items ? new SchemaShape(items) : Unknown;

    /// <inheritdoc/>
    public override JsonNode? DefaultKey(string key) => schema.At("items", "properties", key, "default");

    /// <inheritdoc/>
    public override Shape Field(string name)
    {
        if (isResource && name == "metadata")
            return Metadata;
        var inner = schema.Map("properties", name) ?? schema.Map("additionalProperties");
        return inner is null ? Unknown : new SchemaShape(inner);
    }
}
