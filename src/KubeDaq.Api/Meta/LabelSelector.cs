namespace KubeDaq.Api.Meta;

/// <summary>Picks objects by label; all parts must match.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels that must have just these values.</summary>
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Conditions on labels.</summary>
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }
}

/// <summary>One condition of a <see cref="LabelSelector"/>.</summary>
public sealed record LabelSelectorRequirement
{
    /// <summary>The label's key.</summary>
    public required string Key { get; init; }

    /// <summary><c>In</c>, <c>NotIn</c>, <c>Exists</c> or <c>DoesNotExist</c>.</summary>
    public required string Operator { get; init; }

    /// <summary>Values for <c>In</c> and <c>NotIn</c>.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
