using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Pods;

/// <summary>A kind of which only a part is read, and which is written as JSON by other means.</summary>
internal sealed class ReadOnlyForm<T>(Func<JsonObject, T> read, Func<T, ObjectIdentity> identify) : ObjectForm<T>
    where T : class
{
    public override ObjectIdentity Identify(T value) => identify(value);

    public override T Read(JsonElement json, ResourceKind kind) =>
        read(JsonObject.Create(json) ?? throw new JsonException($"null is no {kind.Kind}"));

    public override byte[] Write(T value, ResourceKind kind) =>
        throw new NotSupportedException($"a {typeof(T).Name} is a part of a {kind.Kind}: writing it would lose the rest");
}
