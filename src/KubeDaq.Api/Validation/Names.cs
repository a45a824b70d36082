namespace KubeDaq.Api.Validation;

/// <summary>The rules for names, as Kubernetes has them.</summary>
internal static class Names
{
    private const string LabelAdvice = "write lower case letters, digits and dashes, with a letter or digit first and last";

    /// <summary>Checks a DNS label such as <c>coldbox</c>.</summary>
    public static void CheckLabel(string? name, string field, FieldErrors errors, int max = 63)
    {
        if (string.IsNullOrEmpty(name))
            errors.Add(field, "is missing", LabelAdvice);
        else if (name.Length > max)
            errors.Add(field, $"{Quote(name)} has {name.Length} characters, {max} are allowed", "choose a shorter name");
        else if (!IsLabel(name))
            errors.Add(field, $"{Quote(name)} is not a name", LabelAdvice);
    }

    /// <summary>Checks a DNS subdomain: labels joined by dots.</summary>
    public static void CheckSubdomain(string? name, string field, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(name))
            errors.Add(field, "is empty", LabelAdvice);
        else if (!IsSubdomain(name))
            errors.Add(field, $"{Quote(name)} is not a name", $"{LabelAdvice}; dots may join such words, 253 characters in all");
    }

    /// <summary>Checks a list of names of which none may stand twice.</summary>
    public static void CheckSet(IReadOnlyList<string> names, int max, string field, FieldErrors errors, Action<string, string, FieldErrors> check)
    {
        if (names.Count > max)
            errors.Add(field, $"has {names.Count} entries, {max} are allowed", "take some out");
        for (var i = 0; i < names.Count && i < max; i++)
        {
            check(names[i], $"{field}[{i}]", errors);
            if (Earlier(names, i))
                errors.Add($"{field}[{i}]", $"{Quote(names[i])} stands twice", "take one of them out");
        }
    }

    public static bool IsLabel(string text) => text.Length is > 0 and <= 63 && IsLabel(text.AsSpan());

    public static bool IsSubdomain(string text)
    {
        if (text.Length is 0 or > 253)
            return false;
        foreach (var part in text.AsSpan().Split('.'))
        {
            if (!IsLabel(text.AsSpan()[part]))
                return false;
        }
        return true;
    }

    /// <summary>A port name: lower case letters, digits and single dashes, at least one letter, at most 15.</summary>
    public static bool IsPortName(string text) => text.Length is > 0 and <= 15 && IsLabel(text.AsSpan())
        && text.Any(char.IsAsciiLetterLower) && !text.Contains("--", StringComparison.Ordinal);

    /// <summary>The key of a label: a name, with a subdomain and a slash before it or not.</summary>
    public static bool IsLabelKey(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (slash < 0 || IsSubdomain(text[..slash])) && text.Length > slash + 1 && IsLabelValue(text[(slash + 1)..]);
    }

    public static bool IsLabelValue(string text) => text.Length == 0
        || (text.Length <= 63 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
            && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'));

    /// <summary>The text as it can stand in a message: in quotes, not too long, without control characters.</summary>
    public static string Quote(string text)
    {
        var start = text.Length > 80 ? text[..80] + "..." : text;
        return $"\"{string.Concat(start.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}\"";
    }

    private static bool Earlier(IReadOnlyList<string> names, int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (names[i] == names[index])
                return true;
        }
        return false;
    }

    private static bool IsLabel(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 63 || text[0] == '-' || text[^1] == '-')
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
                return false;
        }
        return true;
    }
}
