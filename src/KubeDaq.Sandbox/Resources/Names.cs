using System.Text.RegularExpressions;

namespace KubeDaq.Sandbox.Resources;

/// <summary>What Kubernetes says about names; each check gives the complaints, none for a good name.</summary>
internal static partial class Names
{
    private const string Subdomain123 = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
    private const string Label123 = "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
    private const string Label1035 = "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
    private const string KeyPart = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
    private const string Value = "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

    private static readonly string[] NotInPaths = ["/", "%"];

    /// <summary>Checks an object's name.</summary>
    public static IEnumerable<string> Check(NameRule rule, string name) => rule switch
    {
        NameRule.Label => Label(name),
        NameRule.Label1035 => Sized(name, 63, Label1035Pattern(), $"{Label1035} (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"),
        NameRule.PathSegment => PathSegment(name),
        _ => Subdomain(name),
    };

    /// <summary>Checks a name with dots.</summary>
    public static IEnumerable<string> Subdomain(string name) => Sized(
        name, 253, SubdomainPattern(), $"{Subdomain123} (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");

    /// <summary>Checks a name without dots.</summary>
    public static IEnumerable<string> Label(string name) => Sized(
        name, 63, LabelPattern(), $"{Label123} (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')");

    /// <summary>Checks a label's value.</summary>
    public static IEnumerable<string> LabelValue(string value)
    {
        if (value.Length > 63)
            yield return "must be no more than 63 bytes";
        if (!LabelValuePattern().IsMatch(value))
            yield return $"{Value} (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    }

    /// <summary>Checks the key of a label or annotation, a finalizer or a resource.</summary>
    public static IEnumerable<string> QualifiedName(string key)
    {
        var parts = key.Split('/');
        if (parts.Length > 2)
        {
            yield return $"a valid label key {KeyPart} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
            yield break;
        }
        if (parts.Length == 2)
        {
            if (parts[0].Length == 0)
                yield return "prefix part must be non-empty";
            foreach (var complaint in parts[0].Length == 0 ? [] : Subdomain(parts[0]))
                yield return "prefix part " + complaint;
        }
        if (parts[^1].Length == 0)
            yield return "name part must be non-empty";
        else if (parts[^1].Length > 63)
            yield return "name part must be no more than 63 bytes";
        if (!KeyPattern().IsMatch(parts[^1]))
            yield return $"name part {KeyPart} (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    }

    private static IEnumerable<string> PathSegment(string name)
    {
        if (name is "." or "..")
            yield return $"may not be '{name}'";
        foreach (var bad in NotInPaths.Where(name.Contains))
            yield return $"may not contain '{bad}'";
    }

    private static IEnumerable<string> Sized(string name, int longest, Regex pattern, string complaint)
    {
        if (name.Length > longest)
            yield return $"must be no more than {longest} bytes";
        if (!pattern.IsMatch(name))
            yield return complaint;
    }

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex SubdomainPattern();

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex LabelPattern();

    [GeneratedRegex(@"^[a-z]([-a-z0-9]*[a-z0-9])?\z")]
    private static partial Regex Label1035Pattern();

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z")]
    private static partial Regex LabelValuePattern();

    [GeneratedRegex(@"^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]\z")]
    private static partial Regex KeyPattern();
}
