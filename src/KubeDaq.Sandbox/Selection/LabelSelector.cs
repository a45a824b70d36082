using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Selection;

/// <summary>Picks objects by their labels.</summary>
internal sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    /// <summary>Picks every object.</summary>
    public static LabelSelector Everything { get; } = new([]);

    /// <summary>A metav1.LabelSelector.</summary>
    public static LabelSelector FromObject(JsonObject selector) => new([
        .. (selector.Map("matchLabels") ?? []).Select(pair => new LabelRequirement(pair.Key, LabelOperator.In, [pair.Value.AsText() ?? ""])),
        .. selector.Maps("matchExpressions").Select(part => new LabelRequirement(
            part.Text("key") ?? "",
            Enum.TryParse<LabelOperator>(part.Text("operator"), out var op) ? op : LabelOperator.In,
            [.. part.List("values").Select(value => value.AsText() ?? "")])),
    ]);

    /// <summary>Whether labels match all requirements.</summary>
    public bool Matches(JsonObject? labels) => Requirements.All(requirement => requirement.Matches(labels));
}

/// <summary>What a label must be.</summary>
internal sealed record LabelRequirement(string Key, LabelOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Whether labels are so.</summary>
    public bool Matches(JsonObject? labels)
    {
        var value = labels?[Key].AsText();
        return Operator switch
        {
            LabelOperator.In => value is not null && Values.Contains(value),
            LabelOperator.NotIn => value is null || !Values.Contains(value),
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.GreaterThan => long.TryParse(value, out var number) && number > long.Parse(Values[0]),
            _ => long.TryParse(value, out var number) && number < long.Parse(Values[0]),
        };
    }
}

/// <summary>How a label is compared.</summary>
internal enum LabelOperator
{
    /// <summary>One of the values.</summary>
    In,

    /// <summary>None of the values, or missing.</summary>
    NotIn,

    /// <summary>There.</summary>
    Exists,

    /// <summary>Missing.</summary>
    DoesNotExist,

    /// <summary>A larger number.</summary>
    GreaterThan,

    /// <summary>A smaller number.</summary>
    LessThan,
}
