using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Validation;

/// <summary>Checks a label selector as Kubernetes does.</summary>
internal static class SelectorValidation
{
    private const int MaxConditions = 64;
    private const int MaxValues = 256;

    public static void Check(LabelSelector selector, string field, FieldErrors errors)
    {
        foreach (var (key, value) in (selector.MatchLabels ?? new Dictionary<string, string>()).Take(MaxConditions))
        {
            CheckKey(key, FieldPath.Field($"{field}.matchLabels", key), errors);
            CheckValue(value, FieldPath.Field($"{field}.matchLabels", key), errors);
        }
        var conditions = selector.MatchExpressions ?? [];
        if (conditions.Count > MaxConditions || selector.MatchLabels?.Count > MaxConditions)
            errors.Add(field, $"has more than {MaxConditions} conditions", "take some out");
        for (var i = 0; i < conditions.Count && i < MaxConditions; i++)
            Check(conditions[i], $"{field}.matchExpressions[{i}]", errors);
    }

    private static void Check(LabelSelectorRequirement condition, string field, FieldErrors errors)
    {
        CheckKey(condition.Key, $"{field}.key", errors);
        var values = condition.Values ?? [];
        if (condition.Operator is "In" or "NotIn" && values.Count is 0 or > MaxValues)
            errors.Add($"{field}.values", $"has {values.Count} entries", $"write 1 to {MaxValues} values for {condition.Operator}");
        else if (condition.Operator is "Exists" or "DoesNotExist" && values.Count > 0)
            errors.Add($"{field}.values", $"has no meaning for {condition.Operator}", "take it out");
        else if (condition.Operator is not ("In" or "NotIn" or "Exists" or "DoesNotExist"))
            errors.Add($"{field}.operator", $"{Names.Quote(condition.Operator ?? "")} is not an operator", "write In, NotIn, Exists or DoesNotExist");
        for (var i = 0; i < values.Count && i < MaxValues; i++)
            CheckValue(values[i], $"{field}.values[{i}]", errors);
    }

    private static void CheckKey(string? key, string field, FieldErrors errors)
    {
        if (key is null || !Names.IsLabelKey(key))
            errors.Add(field, $"{Names.Quote(key ?? "")} is not the key of a label", "write letters, digits, dashes, underscores and dots, as in detector or dune.daq/side");
    }

    private static void CheckValue(string? value, string field, FieldErrors errors)
    {
        if (value is null || !Names.IsLabelValue(value))
            errors.Add(field, $"{Names.Quote(value ?? "")} is not the value of a label", "write at most 63 letters, digits, dashes, underscores and dots");
    }
}
