using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Governing;

namespace KubeDaq.Operator.Pods;

/// <summary>The kinds of which the controllers keep only a part.</summary>
internal static class ReadKinds
{
    public static ResourceKind<Pod> Pod { get; } = new(
        "", "v1", "pods", "Pod", true, new ReadOnlyForm<Pod>(PodReader.Read, p => new ObjectIdentity(p.Name, p.Uid, p.Version)));

    public static ResourceKind<GovernedNamespace> Namespace { get; } = new(
        "", "v1", "namespaces", "Namespace", false,
        new ReadOnlyForm<GovernedNamespace>(GovernedNamespace.Read, n => new ObjectIdentity(new ObjectName("", n.Name), null, n.Version)));

    public static ResourceKind<HostNode> Node { get; } = new(
        "", "v1", "nodes", "Node", false, new ReadOnlyForm<HostNode>(HostNode.Read, n => new ObjectIdentity(new ObjectName("", n.Name), null, n.Version)));
}
