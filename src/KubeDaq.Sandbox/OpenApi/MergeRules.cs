namespace KubeDaq.Sandbox.OpenApi;

/// <summary>How lists and maps of built-in kinds merge. The library's models do not say it, so it stands here.</summary>
/// <param name="PatchKey">The field by which a strategic merge patch finds items; null where it replaces the list.</param>
/// <param name="Keys">The fields by which server-side apply tells items apart; none where it takes the list as one value.</param>
/// <param name="IsSet">Whether it is a set of plain values.</param>
/// <param name="IsAtomic">Whether a map is taken as one value.</param>
/// <param name="RetainsKeys">Whether a patch says which keys stay.</param>
internal sealed record MergeRule(string? PatchKey = null, IReadOnlyList<string>? Keys = null, bool IsSet = false, bool IsAtomic = false, bool RetainsKeys = false);

/// <summary>The table.</summary>
internal static class MergeRules
{
    private static readonly MergeRule Atomic = new(IsAtomic: true);
    private static readonly MergeRule Set = new(IsSet: true);

    private static readonly Dictionary<string, MergeRule> Fields = new()
    {
        ["V1ObjectMeta.finalizers"] = Set,
        ["V1ObjectMeta.ownerReferences"] = By("uid"),
        ["V1PodSpec.containers"] = By("name"),
        ["V1PodSpec.initContainers"] = By("name"),
        ["V1PodSpec.ephemeralContainers"] = By("name"),
        ["V1PodSpec.volumes"] = By("name") with { RetainsKeys = true },
        ["V1PodSpec.imagePullSecrets"] = By("name"),
        ["V1PodSpec.hostAliases"] = By("ip"),
        ["V1PodSpec.schedulingGates"] = By("name"),
        ["V1PodSpec.resourceClaims"] = By("name") with { RetainsKeys = true },
        ["V1PodSpec.topologySpreadConstraints"] = By("topologyKey", "topologyKey", "whenUnsatisfiable"),
        ["V1PodSpec.nodeSelector"] = Atomic,
        ["V1Container.env"] = By("name"),
        ["V1Container.ports"] = By("containerPort", "containerPort", "protocol"),
        ["V1Container.volumeMounts"] = By("mountPath"),
        ["V1Container.volumeDevices"] = By("devicePath"),
        ["V1EphemeralContainer.env"] = By("name"),
        ["V1EphemeralContainer.volumeMounts"] = By("mountPath"),
        ["V1PodStatus.podIPs"] = By("ip"),
        ["V1ServiceSpec.ports"] = By("port", "port", "protocol"),
        ["V1ServiceSpec.selector"] = Atomic,
        ["V1ServiceAccount.secrets"] = By("name"),
        ["V1ServiceAccount.imagePullSecrets"] = new("name"),
        ["V1NodeSpec.podCIDRs"] = Set,
        ["V1NodeStatus.addresses"] = By("type"),
        ["V1DeploymentSpec.strategy"] = new(RetainsKeys: true),
        ["V1ResourceRequirements.claims"] = new(Keys: ["name"]),
        ["V1ValidatingAdmissionPolicySpec.matchConditions"] = By("name"),
        ["V1ValidatingAdmissionPolicySpec.variables"] = By("name"),
        ["V1EndpointSlice.ports"] = new(),
        ["V1ResourceClaimStatus.reservedFor"] = By("uid"),
    };

    // Types whose values go together.
    private static readonly HashSet<string> AtomicTypes =
    [
        "V1LabelSelector", "V1ObjectReference", "V1LocalObjectReference", "V1SecretKeySelector", "V1ConfigMapKeySelector", "V1ObjectFieldSelector", "V1ResourceFieldSelector",
        "V1NodeSelector", "V1NodeSelectorTerm", "V1RoleRef", "V1TypedLocalObjectReference", "V1SecretReference",
    ];

    /// <summary>The rule of a field, or null where a map merges and a list is one value.</summary>
    public static MergeRule? Of(ModelType owner, ModelField field)
    {
        if (Fields.TryGetValue($"{owner.Name}.{field.Name}", out var rule))
            return rule;
        if (field.Name == "conditions" && field.Type.Form == ModelForm.List && field.Type.Inner.Fields.ContainsKey("type"))
            return By("type");
        return AtomicTypes.Contains(field.Type.Name) ? Atomic : null;
    }

    private static MergeRule By(string patchKey, params string[] keys) => new(patchKey, keys.Length == 0 ? [patchKey] : keys);
}
