using System.Text;
using System.Text.Json;
using k8s;
using k8s.Models;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Clients;

/// <summary>Objects as models of the official client.</summary>
internal sealed class ModelForm<T> : ObjectForm<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public override ObjectIdentity Identify(T value) => new(
        new ObjectName(value.Metadata?.NamespaceProperty ?? "", value.Metadata?.Name ?? ""), value.Metadata?.Uid, value.Metadata?.ResourceVersion);

    public override T Read(JsonElement json, ResourceKind kind) =>
        Named(KubernetesJson.Deserialize<T>(json) ?? throw new JsonException($"null is no {kind.Kind}"), kind);

    public override byte[] Write(T value, ResourceKind kind) => Encoding.UTF8.GetBytes(KubernetesJson.Serialize(Named(value, kind)));

    private static T Named(T value, ResourceKind kind)
    {
        value.Kind ??= kind.Kind;
        value.ApiVersion ??= kind.ApiVersion;
        return value;
    }
}
