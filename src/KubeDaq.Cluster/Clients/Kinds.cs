using System.Reflection;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using KubeDaq.Api;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cluster.Clients;

/// <summary>The kinds that KubeDaq works with.</summary>
public static class Kinds
{
    /// <summary>Partitions.</summary>
    public static ResourceKind<Partition> Partition { get; } = Own<Partition>("partitions", namespaced: true);

    /// <summary>Readout cards.</summary>
    public static ResourceKind<ReadoutCard> ReadoutCard { get; } = Own<ReadoutCard>("readoutcards", namespaced: false);

    /// <summary>Hosts.</summary>
    public static ResourceKind<DaqHost> DaqHost { get; } = Own<DaqHost>("daqhosts", namespaced: false);

    /// <summary>Host access policies.</summary>
    public static ResourceKind<HostAccessPolicy> HostAccessPolicy { get; } = Own<HostAccessPolicy>("hostaccesspolicies", namespaced: false);

    /// <summary>Pods.</summary>
    public static ResourceKind<V1Pod> Pod { get; } = Model<V1Pod>(namespaced: true);

    /// <summary>Services.</summary>
    public static ResourceKind<V1Service> Service { get; } = Model<V1Service>(namespaced: true);

    /// <summary>Endpoint slices.</summary>
    public static ResourceKind<V1EndpointSlice> EndpointSlice { get; } = Model<V1EndpointSlice>(namespaced: true);

    /// <summary>Service accounts.</summary>
    public static ResourceKind<V1ServiceAccount> ServiceAccount { get; } = Model<V1ServiceAccount>(namespaced: true);

    /// <summary>Roles.</summary>
    public static ResourceKind<V1Role> Role { get; } = Model<V1Role>(namespaced: true);

    /// <summary>Role bindings.</summary>
    public static ResourceKind<V1RoleBinding> RoleBinding { get; } = Model<V1RoleBinding>(namespaced: true);

    /// <summary>Events, of group events.k8s.io.</summary>
    public static ResourceKind<Eventsv1Event> Event { get; } = Model<Eventsv1Event>(namespaced: true);

    /// <summary>Leases, by which leaders are elected.</summary>
    public static ResourceKind<V1Lease> Lease { get; } = Model<V1Lease>(namespaced: true);

    /// <summary>Nodes.</summary>
    public static ResourceKind<V1Node> Node { get; } = Model<V1Node>(namespaced: false);

    /// <summary>Namespaces.</summary>
    public static ResourceKind<V1Namespace> Namespace { get; } = Model<V1Namespace>(namespaced: false);

    /// <summary>A kind whose objects stay plain JSON.</summary>
    public static ResourceKind<JsonObject> Json(ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return new ResourceKind<JsonObject>(kind.Group, kind.Version, kind.Plural, kind.Kind, kind.Namespaced, new JsonForm());
    }

    /// <summary>A kind whose objects are models of the official client.</summary>
    public static ResourceKind<T> Model<T>(bool namespaced)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var entity = typeof(T).GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new ArgumentException($"{typeof(T)} is no kind of the official client");
        return new ResourceKind<T>(entity.Group, entity.ApiVersion, entity.PluralName, entity.Kind, namespaced, new ModelForm<T>());
    }

    private static ResourceKind<T> Own<T>(string plural, bool namespaced)
        where T : KubeObject => new(ApiGroup.Name, ApiGroup.Version, plural, typeof(T).Name, namespaced, new OwnForm<T>());
}
