namespace KubeDaq.Api.HostAccess.Migration;

/// <summary>Something of an older policy that cannot be carried over, or is carried over otherwise than it was.</summary>
/// <param name="Source">The object, such as <c>PodSecurityPolicy daq-host</c>.</param>
/// <param name="Field">The field of it.</param>
/// <param name="What">What the field said.</param>
/// <param name="Instead">What to use instead.</param>
public sealed record Leftover(string Source, string Field, string What, string Instead)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Source}: {Text}";

    /// <summary>Without the object.</summary>
    internal string Text => $"{(Field.Length > 0 ? $"{Field}: " : "")}{What}; {Instead}";
}

/// <summary>Collects what is left over of one object.</summary>
internal sealed class Leftovers(string source)
{
    private readonly List<Leftover> _all = [];

    public IReadOnlyList<Leftover> All => _all;

    public void Add(string field, string what, string instead) => _all.Add(new Leftover(source, field, what, instead));
}
