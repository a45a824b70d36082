using System.Text.Json;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Bench.Boot;

/// <summary>What a measurement must see of a pod; reading no more leaves the processor to what is measured.</summary>
internal sealed record PodSight(ObjectIdentity Identity, string? Node, bool Deleting)
{
    public static ResourceKind<PodSight> Kind { get; } = new("", "v1", "pods", "Pod", true, new SightForm());

    private sealed class SightForm : ObjectForm<PodSight>
    {
        public override ObjectIdentity Identify(PodSight value) => value.Identity;

        public override PodSight Read(JsonElement json, ResourceKind kind)
        {
            var meta = json.GetProperty("metadata");
            var name = new ObjectName(meta.GetProperty("namespace").GetString()!, meta.GetProperty("name").GetString()!);
            var identity = new ObjectIdentity(name, meta.GetProperty("uid").GetString(), meta.GetProperty("resourceVersion").GetString());
            var node = json.GetProperty("spec").TryGetProperty("nodeName", out var at) ? at.GetString() : null;
            return new PodSight(identity, node, meta.TryGetProperty("deletionTimestamp", out _));
        }

        public override byte[] Write(PodSight value, ResourceKind kind) => throw new NotSupportedException("a sight is only looked at");
    }
}
