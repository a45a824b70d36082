namespace KubeDaq.Sandbox.OpenApi;

/// <summary>Texts and lists that must be there; the library's models say it only of numbers and flags.</summary>
internal static class RequiredFields
{
    private static readonly HashSet<string> Names =
    [
        "V1PodSpec.containers", "V1Container.name", "V1EnvVar.name", "V1Volume.name", "V1VolumeMount.name", "V1VolumeMount.mountPath", "V1HostPathVolumeSource.path",
        "V1DeploymentSpec.selector", "V1DeploymentSpec.template", "V1ReplicaSetSpec.selector", "V1DaemonSetSpec.selector", "V1DaemonSetSpec.template", "V1JobSpec.template",
        "V1Taint.key", "V1Taint.effect", "V1OwnerReference.apiVersion", "V1OwnerReference.kind", "V1OwnerReference.name", "V1OwnerReference.uid", "V1PolicyRule.verbs",
        "V1RoleBinding.roleRef", "V1ClusterRoleBinding.roleRef", "V1RoleRef.apiGroup", "V1RoleRef.kind", "V1RoleRef.name", "Rbacv1Subject.kind", "Rbacv1Subject.name",
        "V1EndpointSlice.addressType", "V1EndpointSlice.endpoints", "V1Endpoint.addresses", "V1CustomResourceDefinition.spec", "V1CustomResourceDefinitionSpec.group",
        "V1CustomResourceDefinitionSpec.names", "V1CustomResourceDefinitionSpec.scope", "V1CustomResourceDefinitionSpec.versions",
    ];

    /// <summary>Whether a type's field must be there.</summary>
    public static bool Has(string type, string field) => Names.Contains($"{type}.{field}");
}
