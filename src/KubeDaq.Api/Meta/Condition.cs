namespace KubeDaq.Api.Meta;

/// <summary>One aspect of an object's state, as in metav1.Condition.</summary>
public sealed record Condition
{
    /// <summary>CamelCase, such as <c>Ready</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>True</c>, <c>False</c> or <c>Unknown</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The generation that this was seen on.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When <see cref="Status"/> last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>One CamelCase word for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>A sentence for people.</summary>
    public string Message { get; init; } = "";
}
