using KubeDaq.Api.Schema;

namespace KubeDaq.Api.Meta;

/// <summary>Picks objects by label. All parts must match.</summary>
public sealed record LabelSelector
{
    /// <summary>The labels that must have just these values.</summary>
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Conditions that the labels must meet.</summary>
    [Bounds(0, 64)]
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }
}

/// <summary>One condition of a selector.</summary>
public sealed record LabelSelectorRequirement
{
    /// <summary>The key of the label.</summary>
    [Bounds(1, 317)]
    public required string Key { get; init; }

    /// <summary>How the label's value relates to the values here.</summary>
    [OneOf("In", "NotIn", "Exists", "DoesNotExist")]
    public required string Operator { get; init; }

    /// <summary>The values for In and NotIn. It stays empty for Exists and DoesNotExist.</summary>
    [Bounds(0, 256)]
    public IReadOnlyList<string>? Values { get; init; }
}
