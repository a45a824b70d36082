using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>The kinds that the sandbox's own parts work with.</summary>
internal static class Kinds
{
    public static readonly GroupResource Pods = new("", "pods");
    public static readonly GroupResource Nodes = new("", "nodes");
    public static readonly GroupResource Events = new("", "events");
    public static readonly GroupResource Services = new("", "services");
    public static readonly GroupResource Secrets = new("", "secrets");
    public static readonly GroupResource ConfigMaps = new("", "configmaps");
    public static readonly GroupResource Namespaces = new("", "namespaces");
    public static readonly GroupResource ServiceAccounts = new("", "serviceaccounts");
    public static readonly GroupResource Leases = new("coordination.k8s.io", "leases");
    public static readonly GroupResource EndpointSlices = new("discovery.k8s.io", "endpointslices");
    public static readonly GroupResource ReplicaSets = new("apps", "replicasets");
    public static readonly GroupResource Deployments = new("apps", "deployments");
    public static readonly GroupResource DaemonSets = new("apps", "daemonsets");
    public static readonly GroupResource Jobs = new("batch", "jobs");
    public static readonly GroupResource Definitions = new("apiextensions.k8s.io", "customresourcedefinitions");
    public static readonly GroupResource DaqHosts = new("dune.daq", "daqhosts");
    public static readonly GroupResource ReadoutCards = new("dune.daq", "readoutcards");
}
