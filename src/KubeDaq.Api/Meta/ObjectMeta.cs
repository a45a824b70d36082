namespace KubeDaq.Api.Meta;

/// <summary>The part of Kubernetes' ObjectMeta that KubeDaq reads and writes.</summary>
public sealed record ObjectMeta
{
    /// <summary>Unique in a namespace and kind; immutable.</summary>
    public string? Name { get; init; }

    /// <summary>Empty for cluster-wide objects.</summary>
    public string? Namespace { get; init; }

    /// <summary>Set by the server; a new object of the same name has another.</summary>
    public string? Uid { get; init; }

    /// <summary>The version to send back for compare-and-swap; compare for equality only.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Counts changes of the spec.</summary>
    public long? Generation { get; init; }

    /// <summary>When the server created it.</summary>
    public DateTimeOffset? CreationTimestamp { get; init; }

    /// <summary>When its deletion was asked for; it stays until its finalizers are gone.</summary>
    public DateTimeOffset? DeletionTimestamp { get; init; }

    /// <summary>Key and value pairs that selectors match.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Key and value pairs for people and programs.</summary>
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }

    /// <summary>Who must still act before a deleted object goes.</summary>
    public IReadOnlyList<string>? Finalizers { get; init; }

    /// <summary>Objects whose end ends this one.</summary>
    public IReadOnlyList<OwnerReference>? OwnerReferences { get; init; }
}

/// <summary>Names an object that owns another one.</summary>
public sealed record OwnerReference
{
    /// <summary>The owner's group and version.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The owner's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The owner's name.</summary>
    public required string Name { get; init; }

    /// <summary>The owner's uid.</summary>
    public required string Uid { get; init; }

    /// <summary>Whether this owner is the managing controller.</summary>
    public bool? Controller { get; init; }

    /// <summary>Whether the owner, deleted in the foreground, waits for this object.</summary>
    public bool? BlockOwnerDeletion { get; init; }
}
