namespace KubeDaq.Api.Meta;

/// <summary>What label selectors pick.</summary>
public static class LabelSelectors
{
    private static readonly Dictionary<string, string> _none = [];

    /// <summary>Whether an object with these labels is picked; an empty selector picks everything.</summary>
    public static bool Matches(this LabelSelector selector, IReadOnlyDictionary<string, string>? labels)
    {
        var found = labels ?? _none;
        foreach (var (key, value) in selector.MatchLabels ?? _none)
        {
            if (!found.TryGetValue(key, out var actual) || actual != value)
                return false;
        }
        return selector.MatchExpressions is null || selector.MatchExpressions.All(requirement => Meets(requirement, found));
    }

    /// <summary>The selector as kubectl writes it: <c>detector=apa,side in (a,b),!spare</c>.</summary>
    public static string Text(this LabelSelector selector)
    {
        var equal = (selector.MatchLabels ?? _none).OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}");
        var conditions = (selector.MatchExpressions ?? []).Select(Text);
        var text = string.Join(',', equal.Concat(conditions));
        return text.Length > 0 ? text : "(any)";
    }

    private static bool Meets(LabelSelectorRequirement requirement, IReadOnlyDictionary<string, string> labels)
    {
        var exists = labels.TryGetValue(requirement.Key, out var value);
        return requirement.Operator switch
        {
            "Exists" => exists,
            "DoesNotExist" => !exists,
            "In" => exists && requirement.Values?.Contains(value) == true,
            "NotIn" => !exists || requirement.Values?.Contains(value) != true,
            _ => false,
        };
    }

    private static string Text(LabelSelectorRequirement requirement) => requirement.Operator switch
    {
        "Exists" => requirement.Key,
        "DoesNotExist" => "!" + requirement.Key,
        "In" => $"{requirement.Key} in ({string.Join(',', requirement.Values ?? [])})",
        _ => $"{requirement.Key} notin ({string.Join(',', requirement.Values ?? [])})",
    };
}
