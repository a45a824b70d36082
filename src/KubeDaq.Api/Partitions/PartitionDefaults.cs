namespace KubeDaq.Api.Partitions;

/// <summary>Fills in what a person left out and what only the asking side knows.</summary>
public static class PartitionDefaults
{
    /// <summary>The partition with a namespace and the person behind it, where it has none of its own.</summary>
    /// <param name="partition">As it was read; fields with fixed defaults have them already.</param>
    /// <param name="defaultNamespace">The namespace of the kubeconfig's context.</param>
    /// <param name="person">The user who asks, as the cluster knows them; null where that is not known.</param>
    public static Partition Apply(Partition partition, string defaultNamespace, string? person) => partition with
    {
        Metadata = partition.Metadata with { Namespace = NullIfEmpty(partition.Metadata.Namespace) ?? defaultNamespace },
        Spec = partition.Spec with { RequestedBy = NullIfEmpty(partition.Spec.RequestedBy) ?? NullIfEmpty(person) },
    };

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
