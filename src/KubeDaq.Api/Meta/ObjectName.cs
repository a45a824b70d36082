namespace KubeDaq.Api.Meta;

/// <summary>The namespace and name of an object; the namespace is empty for cluster-wide kinds.</summary>
public readonly record struct ObjectName(string Namespace, string Name) : IComparable<ObjectName>
{
    /// <inheritdoc/>
    public int CompareTo(ObjectName other)
    {
        var byNamespace = string.CompareOrdinal(Namespace, other.Namespace);
        return byNamespace != 0 ? byNamespace : string.CompareOrdinal(Name, other.Name);
    }

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";

    /// <summary>Whether one comes before the other.</summary>
    public static bool operator <(ObjectName left, ObjectName right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after the other.</summary>
    public static bool operator >(ObjectName left, ObjectName right) => left.CompareTo(right) > 0;

    /// <summary>Whether one does not come after the other.</summary>
    public static bool operator <=(ObjectName left, ObjectName right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one does not come before the other.</summary>
    public static bool operator >=(ObjectName left, ObjectName right) => left.CompareTo(right) >= 0;
}
