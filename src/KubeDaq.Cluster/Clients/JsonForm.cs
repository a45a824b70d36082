using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Clients;

/// <summary>Objects as plain JSON, which keeps fields that no type here knows.</summary>
internal sealed class JsonForm : ObjectForm<JsonObject>
{
    public static JsonElement Metadata(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("metadata", out var meta) ? meta : default;

    public static string? Text(JsonElement meta, string field) =>
        meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public override ObjectIdentity Identify(JsonObject value)
    {
        var meta = value["metadata"] as JsonObject;
        return new ObjectIdentity(
            new ObjectName(Text(meta, "namespace") ?? "", Text(meta, "name") ?? ""), Text(meta, "uid"), Text(meta, "resourceVersion"));
    }

    public override JsonObject Read(JsonElement json, ResourceKind kind)
    {
        var value = JsonObject.Create(json.Clone()) ?? throw new JsonException($"null is no {kind.Kind}");
        return Named(value, kind);
    }

    public override byte[] Write(JsonObject value, ResourceKind kind) =>
        JsonSerializer.SerializeToUtf8Bytes(Named(value.DeepClone().AsObject(), kind));

    private static JsonObject Named(JsonObject value, ResourceKind kind)
    {
        value["kind"] ??= kind.Kind;
        value["apiVersion"] ??= kind.ApiVersion;
        return value;
    }

    private static string? Text(JsonObject? meta, string field) =>
        meta?[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
