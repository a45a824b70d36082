using System.Text.Json;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Cluster.Clients;

/// <summary>Objects of our own kinds.</summary>
internal sealed class OwnForm<T> : ObjectForm<T>
    where T : KubeObject
{
    public override ObjectIdentity Identify(T value) => new(
        new ObjectName(value.Metadata.Namespace ?? "", value.Metadata.Name ?? ""), value.Metadata.Uid, value.Metadata.ResourceVersion);

    public override T Read(JsonElement json, ResourceKind kind) =>
        Named(json.Deserialize(KubeDaqJson.TypeInfo<T>()) ?? throw new JsonException($"null is no {kind.Kind}"), kind);

    public override byte[] Write(T value, ResourceKind kind) => JsonSerializer.SerializeToUtf8Bytes(Named(value, kind), KubeDaqJson.TypeInfo<T>());

    private static T Named(T value, ResourceKind kind) =>
        value.Kind.Length > 0 && value.ApiVersion.Length > 0 ? value : value with { Kind = kind.Kind, ApiVersion = kind.ApiVersion };
}
