namespace KubeDaq.Api.Schema;

/// <summary>How the cluster knows a kind.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesKindAttribute(string plural, string singular, string shortName, ObjectScope scope) : Attribute
{
    /// <summary>The name in URLs and RBAC rules, <c>partitions</c>.</summary>
    public string Plural { get; } = plural;

    /// <summary>The singular, <c>partition</c>.</summary>
    public string Singular { get; } = singular;

    /// <summary>What kubectl also takes, <c>part</c>.</summary>
    public string ShortName { get; } = shortName;

    /// <summary>Whether objects stand in a namespace.</summary>
    public ObjectScope Scope { get; } = scope;
}

/// <summary>Where objects of a kind stand.</summary>
public enum ObjectScope
{
    /// <summary>In a namespace.</summary>
    Namespaced,

    /// <summary>Cluster-wide.</summary>
    Cluster,
}
