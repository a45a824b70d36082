namespace KubeDaq.Api.Schema;

/// <summary>The regular expression that a string, or each string of a list, matches as a whole.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PatternAttribute(string expression) : Attribute
{
    public string Expression { get; } = expression;
}

/// <summary>Bounds of a number, of a string's length, or of a list's count.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BoundsAttribute(long min, long max) : Attribute
{
    public long Min { get; } = min;

    public long Max { get; } = max;
}

/// <summary>What the server fills in where the field is left out, as JSON.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DefaultsToAttribute(string json) : Attribute
{
    public string Json { get; } = json;
}

/// <summary>The only values that a string may have.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneOfAttribute(params string[] values) : Attribute
{
    public IReadOnlyList<string> Values { get; } = values;
}

/// <summary>The list is a map: entries are told apart, and merged, by this field.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListMapAttribute(string key) : Attribute
{
    public string Key { get; } = key;
}

/// <summary>The list is a set: no value stands twice in it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ListSetAttribute : Attribute;

/// <summary>The field must be written even though the C# property has a default.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MandatoryAttribute : Attribute;

/// <summary>The object is kept as written, whatever fields it has.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KeepsUnknownFieldsAttribute : Attribute;
