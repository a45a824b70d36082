namespace KubeDaq.Api.Meta;

/// <summary>Paths of fields, as Kubernetes writes them: <c>spec.applications[0].name</c>, <c>metadata.labels[dune.daq/side]</c>.</summary>
public static class FieldPath
{
    /// <summary>The path of a field of the object at <paramref name="parent"/>.</summary>
    public static string Field(string parent, string name)
    {
        var plain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        if (!plain)
            return $"{parent}[{name}]";
        return parent.Length == 0 ? name : $"{parent}.{name}";
    }

    /// <summary>The path of an entry of the list at <paramref name="parent"/>.</summary>
    public static string Item(string parent, int index) => $"{parent}[{index}]";
}
