using KubeDaq.Sandbox.Resources.Columns;
using KubeDaq.Sandbox.Resources.Rules;
using KubeDaq.Sandbox.Storage;
using static KubeDaq.Sandbox.Resources.Subresource;

namespace KubeDaq.Sandbox.Resources.Kinds;

/// <summary>The kinds of the core group.</summary>
internal static class CoreKinds
{
    private static readonly string[] All = ["all"];

    /// <summary>The kinds.</summary>
    public static IEnumerable<ResourceKind> List(ObjectStore store) =>
    [
        Kind("bindings", "binding", "Binding") with { Verbs = ["create"] },
        Kind("componentstatuses", "componentstatus", "ComponentStatus", false) with { Verbs = ["get", "list"], ShortNames = ["cs"], Deprecation = "v1 ComponentStatus is deprecated in v1.19+" },
        Kind("configmaps", "configmap", "ConfigMap") with { ShortNames = ["cm"], Columns = CoreColumns.ConfigMap, Rules = new ConfigMapRules() },
        Kind("endpoints", "endpoints", "Endpoints") with { ListKind = "EndpointsList", ShortNames = ["ep"], CreatesOnReplace = true, Columns = CoreColumns.Endpoints, Rules = new EndpointsRules(), Deprecation = "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice" },
        Kind("events", "event", "Event") with
        {
            ShortNames = ["ev"], CreatesOnReplace = true, Columns = EventColumns.Core, Rules = new EventRules(), NameRule = NameRule.PathSegment,
            SelectableFields = EventFields.Core,
        },
        Kind("limitranges", "limitrange", "LimitRange") with { ShortNames = ["limits"], CreatesOnReplace = true, Columns = CoreColumns.CreatedAt },
        Kind("namespaces", "namespace", "Namespace", false) with
        {
            ShortNames = ["ns"], Columns = CoreColumns.Namespace, Rules = new NamespaceRules(), NameRule = NameRule.Label,
            Verbs = ["create", "delete", "get", "list", "patch", "update", "watch"],
            Subresources = [new("finalize", null, null, null, ["update"]), Status], SelectableFields = Fields("status.phase"),
        },
        Kind("nodes", "node", "Node", false) with
        {
            ShortNames = ["no"], Columns = NodeColumns.All, Rules = new NodeRules(), Subresources = [Connect("proxy", "NodeProxyOptions"), Status],
            SelectableFields = Fields("spec.unschedulable"),
        },
        Kind("persistentvolumeclaims", "persistentvolumeclaim", "PersistentVolumeClaim") with
        {
            ShortNames = ["pvc"], Subresources = [Status], Columns = StorageColumns.Claim, Rules = new VolumeClaimRules(), AnswersWithDeleted = true,
        },
        Kind("persistentvolumes", "persistentvolume", "PersistentVolume", false) with
        {
            ShortNames = ["pv"], Subresources = [Status], Columns = StorageColumns.Volume, Rules = new VolumeRules(), AnswersWithDeleted = true,
        },
        Kind("pods", "pod", "Pod") with
        {
            ShortNames = ["po"], Categories = All, CountsGenerations = true, AnswersWithDeleted = true, Columns = PodColumns.All, Rules = new PodRules(),
            Subresources =
            [
                Connect("attach", "PodAttachOptions"), Post("binding", "Binding"), Part("ephemeralcontainers"), Post("eviction", "Eviction", "policy", "v1"),
                Connect("exec", "PodExecOptions"), Get("log"), Connect("portforward", "PodPortForwardOptions"), Connect("proxy", "PodProxyOptions"), Part("resize"), Status,
            ],
            SelectableFields = Fields("spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP", "status.podIPs", "status.nominatedNodeName"),
        },
        Kind("podtemplates", "podtemplate", "PodTemplate") with { AnswersWithDeleted = true, CountsGenerations = true },
        Kind("resourcequotas", "resourcequota", "ResourceQuota") with { ShortNames = ["quota"], Subresources = [Status], AnswersWithDeleted = true, Rules = new StoredRules("{}") },
        Kind("secrets", "secret", "Secret") with { Columns = CoreColumns.Secret, Rules = new SecretRules(), SelectableFields = Fields("type") },
        Kind("serviceaccounts", "serviceaccount", "ServiceAccount") with
        {
            ShortNames = ["sa"], AnswersWithDeleted = true,
            Subresources = [Post("token", "TokenRequest", "authentication.k8s.io", "v1")],
        },
        Kind("services", "service", "Service") with
        {
            ShortNames = ["svc"], Categories = All, AnswersWithDeleted = true, CreatesOnReplace = true, Columns = CoreColumns.Service, Rules = new ServiceRules(new ServiceAddresses(store)),
            NameRule = NameRule.Label, Subresources = [Connect("proxy", "ServiceProxyOptions"), Status], SelectableFields = Fields("spec.clusterIP", "spec.type"),
        },
    ];

    private static ResourceKind Kind(string plural, string singular, string kind, bool namespaced = true) =>
        new() { Group = "", Version = "v1", Plural = plural, Singular = singular, Kind = kind, Namespaced = namespaced };

    /// <summary>Selectable fields whose label is their path.</summary>
    public static Dictionary<string, string> Fields(params string[] paths) => paths.ToDictionary(path => path);
}
