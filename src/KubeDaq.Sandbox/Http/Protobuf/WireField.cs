namespace KubeDaq.Sandbox.Http.Protobuf;

/// <summary>A field of a message: what its number means in JSON.</summary>
/// <param name="Name">The JSON name; a dot when the fields of the value stand in the outer object.</param>
/// <param name="Type">A scalar, a special form, or the name of a message.</param>
/// <param name="IsList">Whether it may occur many times.</param>
/// <param name="IsMap">Whether it is a map from texts.</param>
/// <param name="KeepsZero">Whether a zero or empty value is meant, and not just what the sender had no value for.</param>
internal sealed record WireField(string Name, string Type, bool IsList, bool IsMap, bool KeepsZero)
{
    /// <summary>The name of a field that is not an object of its own.</summary>
    public const string Inline = ".";
}
