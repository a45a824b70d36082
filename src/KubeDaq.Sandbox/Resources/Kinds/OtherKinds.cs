using KubeDaq.Sandbox.Resources.Columns;
using KubeDaq.Sandbox.Resources.Rules;
using static KubeDaq.Sandbox.Resources.Subresource;

namespace KubeDaq.Sandbox.Resources.Kinds;

/// <summary>The kinds of all further groups.</summary>
internal static class OtherKinds
{
    private const string Rbac = "rbac.authorization.k8s.io";
    private const string Admission = "admissionregistration.k8s.io";
    private const string Authorization = "authorization.k8s.io";

    private static readonly string[] Api = ["api-extensions"];
    private static readonly string[] Create = ["create"];

    /// <summary>The kinds.</summary>
    public static IEnumerable<ResourceKind> List =>
    [
        .. Extensions, .. Security, .. Devices, .. Networks,
        Kind("coordination.k8s.io", "leases", "lease", "Lease") with { ReplacesBlindly = false, CreatesOnReplace = true, Columns = OtherColumns.Lease, Rules = new LeaseRules() },
        Kind("events.k8s.io", "events", "event", "Event") with
        {
            ShortNames = ["ev"], CreatesOnReplace = true, Columns = EventColumns.Core, Rules = new EventRules(), Conversion = new EventConversion(),
            Storage = new("", "events"), SelectableFields = EventFields.Group, NameRule = NameRule.PathSegment,
        },
        Kind("policy", "poddisruptionbudgets", "poddisruptionbudget", "PodDisruptionBudget") with
        {
            ShortNames = ["pdb"], Subresources = [Status], CountsGenerations = true, ReplacesBlindly = false, Columns = OtherColumns.DisruptionBudget,
            Rules = new StoredRules("""{"disruptionsAllowed": 0, "currentHealthy": 0, "desiredHealthy": 0, "expectedPods": 0}"""),
        },
        Kind("scheduling.k8s.io", "priorityclasses", "priorityclass", "PriorityClass", false) with
        {
            ShortNames = ["pc"], CountsGenerations = true, Columns = OtherColumns.PriorityClass, Rules = new PriorityClassRules(),
        },
        Kind("storage.k8s.io", "storageclasses", "storageclass", "StorageClass", false) with { ShortNames = ["sc"], Columns = StorageColumns.Class, AnswersWithDeleted = true, Rules = new StorageClassRules() },
        Kind("storage.k8s.io", "csinodes", "csinode", "CSINode", false) with { ReplacesBlindly = false, AnswersWithDeleted = true },
        Kind("storage.k8s.io", "csidrivers", "csidriver", "CSIDriver", false) with { ReplacesBlindly = false, AnswersWithDeleted = true },
    ];

    private static IEnumerable<ResourceKind> Extensions =>
    [
        Kind("apiextensions.k8s.io", "customresourcedefinitions", "customresourcedefinition", "CustomResourceDefinition", false) with
        {
            ShortNames = ["crd", "crds"], Categories = Api, Subresources = [Status], CountsGenerations = true, ReplacesBlindly = false,
            AnswersWithDeleted = true, Columns = CoreColumns.CreatedAt, Rules = new CustomResources.DefinitionRules(),
        },
        Kind(Admission, "validatingadmissionpolicies", "validatingadmissionpolicy", "ValidatingAdmissionPolicy", false) with
        {
            Categories = Api, Subresources = [Status], CountsGenerations = true, ReplacesBlindly = false, Columns = OtherColumns.AdmissionPolicy, Rules = new AdmissionPolicyRules(),
        },
        Kind(Admission, "validatingadmissionpolicybindings", "validatingadmissionpolicybinding", "ValidatingAdmissionPolicyBinding", false) with
        {
            Categories = Api, CountsGenerations = true, ReplacesBlindly = false, Columns = OtherColumns.AdmissionBinding, Rules = new AdmissionBindingRules(),
        },
    ];

    private static IEnumerable<ResourceKind> Security =>
    [
        Kind(Rbac, "clusterrolebindings", "clusterrolebinding", "ClusterRoleBinding", false) with { CreatesOnReplace = true, NameRule = NameRule.PathSegment, Columns = OtherColumns.RoleBinding, Rules = new BindingRules() },
        Kind(Rbac, "clusterroles", "clusterrole", "ClusterRole", false) with { CreatesOnReplace = true, NameRule = NameRule.PathSegment, Columns = CoreColumns.CreatedAt, Rules = new RoleRules() },
        Kind(Rbac, "rolebindings", "rolebinding", "RoleBinding") with { CreatesOnReplace = true, NameRule = NameRule.PathSegment, Columns = OtherColumns.RoleBinding, Rules = new BindingRules() },
        Kind(Rbac, "roles", "role", "Role") with { CreatesOnReplace = true, NameRule = NameRule.PathSegment, Columns = CoreColumns.CreatedAt, Rules = new RoleRules() },
        Kind("authentication.k8s.io", "selfsubjectreviews", "selfsubjectreview", "SelfSubjectReview", false) with { Verbs = Create },
        Kind("authentication.k8s.io", "tokenreviews", "tokenreview", "TokenReview", false) with { Verbs = Create },
        Kind(Authorization, "localsubjectaccessreviews", "localsubjectaccessreview", "LocalSubjectAccessReview") with { Verbs = Create },
        Kind(Authorization, "selfsubjectaccessreviews", "selfsubjectaccessreview", "SelfSubjectAccessReview", false) with { Verbs = Create },
        Kind(Authorization, "selfsubjectrulesreviews", "selfsubjectrulesreview", "SelfSubjectRulesReview", false) with { Verbs = Create },
        Kind(Authorization, "subjectaccessreviews", "subjectaccessreview", "SubjectAccessReview", false) with { Verbs = Create },
    ];

    private static IEnumerable<ResourceKind> Devices =>
    [
        Kind("resource.k8s.io", "deviceclasses", "deviceclass", "DeviceClass", false) with { CountsGenerations = true, AnswersWithDeleted = true },
        Kind("resource.k8s.io", "resourceclaims", "resourceclaim", "ResourceClaim") with { Subresources = [Status], AnswersWithDeleted = true, Columns = OtherColumns.ResourceClaim, Rules = new ResourceClaimRules(isTemplate: false) },
        Kind("resource.k8s.io", "resourceclaimtemplates", "resourceclaimtemplate", "ResourceClaimTemplate") with { AnswersWithDeleted = true, Rules = new ResourceClaimRules(isTemplate: true) },
        Kind("resource.k8s.io", "resourceslices", "resourceslice", "ResourceSlice", false) with
        {
            CountsGenerations = true, AnswersWithDeleted = true, Columns = OtherColumns.ResourceSlice, SelectableFields = CoreKinds.Fields("spec.nodeName", "spec.driver"),
        },
    ];

    private static IEnumerable<ResourceKind> Networks =>
    [
        Kind("discovery.k8s.io", "endpointslices", "endpointslice", "EndpointSlice") with { CountsGenerations = true, Columns = OtherColumns.EndpointSlice, Rules = new EndpointSliceRules() },
        Kind("networking.k8s.io", "ingressclasses", "ingressclass", "IngressClass", false) with { CountsGenerations = true },
        Kind("networking.k8s.io", "ingresses", "ingress", "Ingress") with { ListKind = "IngressList", ShortNames = ["ing"], Subresources = [Status], CountsGenerations = true, Columns = OtherColumns.Ingress, Rules = new StoredRules("""{"loadBalancer": {}}""") },
        Kind("networking.k8s.io", "networkpolicies", "networkpolicy", "NetworkPolicy") with { ListKind = "NetworkPolicyList", ShortNames = ["netpol"], CountsGenerations = true, Columns = OtherColumns.NetworkPolicy, Rules = new NetworkPolicyRules() },
    ];

    private static ResourceKind Kind(string group, string plural, string singular, string kind, bool namespaced = true) =>
        new() { Group = group, Version = "v1", Plural = plural, Singular = singular, Kind = kind, Namespaced = namespaced };
}
