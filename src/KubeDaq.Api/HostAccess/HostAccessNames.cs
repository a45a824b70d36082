namespace KubeDaq.Api.HostAccess;

/// <summary>The names by which host access is granted, governed and found.</summary>
public static class HostAccessNames
{
    /// <summary>The verb that lets an account use a policy or a card.</summary>
    public const string UseVerb = "use";

    /// <summary>The label of a namespace that is governed.</summary>
    public const string NamespaceLabel = ApiGroup.Name + "/host-access";

    /// <summary>The value of the label in a namespace that is governed.</summary>
    public const string Governed = "governed";

    /// <summary>The members of this group make any pod, in an emergency. Nobody is in it by default.</summary>
    public const string BreakGlassGroup = ApiGroup.Name + ":host-access-break-glass";

    /// <summary>The name of the ValidatingAdmissionPolicy and its binding that all policies are compiled to.</summary>
    public const string CompiledPolicy = "kubedaq-host-access";

    /// <summary>The name of the ValidatingAdmissionPolicy and its binding that guard the cards.</summary>
    public const string CardPolicy = "kubedaq-card-access";

    /// <summary>The annotation of the compiled policy that holds the set it was compiled from.</summary>
    public const string CompiledFrom = ApiGroup.Name + "/compiled-from";

    /// <summary>How the ClusterRole begins that grants a policy of a name.</summary>
    public const string RolePrefix = "kubedaq-use-";

    /// <summary>Namespaces of the cluster itself, never governed, whatever their labels say.</summary>
    public static IReadOnlyList<string> SystemNamespaces { get; } = ["kube-system", "kube-public", "kube-node-lease", "kubedaq-system"];

    /// <summary>Whether pods of a namespace are judged.</summary>
    /// <param name="name">The name of the namespace.</param>
    /// <param name="labels">Its labels.</param>
    public static bool IsGoverned(string name, IReadOnlyDictionary<string, string>? labels) =>
        !SystemNamespaces.Contains(name) && labels?.GetValueOrDefault(NamespaceLabel) == Governed;
}
