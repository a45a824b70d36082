using System.Collections.Immutable;

namespace KubeDaq.Sandbox.Storage;

/// <summary>The objects of one kind as they were together at one revision, in the order of their keys.</summary>
internal sealed record Snapshot(ImmutableSortedDictionary<string, StoredObject> Objects, long Revision)
{
    /// <summary>No objects.</summary>
    public static Snapshot Empty { get; } = new(ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal), 0);

    /// <summary>An object, or null.</summary>
    public StoredObject? Find(string ns, string name) => Objects.GetValueOrDefault(Key(ns, name));

    /// <summary>The objects of a namespace, or of all where it is null, after a key where that is not null.</summary>
    public IEnumerable<StoredObject> In(string? ns, string? afterKey = null)
    {
        var prefix = string.IsNullOrEmpty(ns) ? "" : ns + "/";
        return Objects
            .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && (afterKey is null || string.CompareOrdinal(pair.Key, afterKey) > 0))
            .Select(pair => pair.Value);
    }

    /// <summary>The key under which an object is kept, and by which lists are ordered.</summary>
    public static string Key(string ns, string name) => ns.Length == 0 ? name : $"{ns}/{name}";
}
