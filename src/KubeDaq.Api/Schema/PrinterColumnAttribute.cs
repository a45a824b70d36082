namespace KubeDaq.Api.Schema;

/// <summary>One column of <c>kubectl get</c>, in the order written.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PrinterColumnAttribute(string name, string path, string description) : Attribute
{
    /// <summary>The heading.</summary>
    public string Name { get; } = name;

    /// <summary>The field, as simple JSONPath: <c>.status.phase</c>.</summary>
    public string Path { get; } = path;

    /// <summary>What the column says.</summary>
    public string Description { get; } = description;

    /// <summary>string, integer, boolean or date.</summary>
    public string Type { get; init; } = "string";

    /// <summary>Shown by <c>-o wide</c> only.</summary>
    public bool Wide { get; init; }
}
