using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Governing;

/// <summary>What is read of an object, beside what tells the object apart.</summary>
internal sealed record Seen<T>(ObjectIdentity Identity, T Value)
{
    /// <summary>A kind of which only this is kept.</summary>
    public static ResourceKind<Seen<T>> Kind(string group, string plural, string kind, bool namespaced, Func<JsonObject, T> read) => new(
        group, "v1", plural, kind, namespaced, new ReadOnlyForm<Seen<T>>(json => new(IdentityOf(json), read(json)), seen => seen.Identity));

    private static ObjectIdentity IdentityOf(JsonObject json)
    {
        var metadata = json["metadata"];
        return new(
            new ObjectName(PodReader.Text(metadata?["namespace"]) ?? "", PodReader.Text(metadata?["name"]) ?? ""),
            PodReader.Text(metadata?["uid"]),
            PodReader.Text(metadata?["resourceVersion"]));
    }
}
