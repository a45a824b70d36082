using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Meta;

/// <summary>One aspect of an object's state, as in metav1.Condition.</summary>
public sealed record Condition
{
    /// <summary>The aspect, in CamelCase, such as Ready.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the aspect holds.</summary>
    [OneOf("True", "False", "Unknown")]
    public required string Status { get; init; }

    /// <summary>The generation of the spec that this was seen on.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>The time when the status last changed.</summary>
    public DateTimeOffset? LastTransitionTime { get; init; }

    /// <summary>The reason as one CamelCase word, for programs.</summary>
    public required string Reason { get; init; }

    /// <summary>The reason as a sentence, for people.</summary>
    public string Message { get; init => field = value ?? ""; } = "";
}
