using System.Reflection;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Schema;

/// <summary>A kind of group dune.daq and the C# type of its objects.</summary>
public sealed record ObjectKind(string Kind, Type Type, KubernetesKindAttribute Names)
{
    /// <summary>Whether its objects stand in a namespace.</summary>
    public bool Namespaced => Names.Scope == ObjectScope.Namespaced;
}

/// <summary>The kinds of group dune.daq.</summary>
public static class Kinds
{
    /// <summary>A partition.</summary>
    public static ObjectKind Partition { get; } = Of<Partition>();

    /// <summary>A readout card.</summary>
    public static ObjectKind ReadoutCard { get; } = Of<ReadoutCard>();

    /// <summary>A DAQ host.</summary>
    public static ObjectKind DaqHost { get; } = Of<DaqHost>();

    /// <summary>A host access policy.</summary>
    public static ObjectKind HostAccessPolicy { get; } = Of<HostAccessPolicy>();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ObjectKind> All { get; } = [Partition, ReadoutCard, DaqHost, HostAccessPolicy];

    private static ObjectKind Of<T>() => new(typeof(T).Name, typeof(T), typeof(T).GetCustomAttribute<KubernetesKindAttribute>()!);
}
