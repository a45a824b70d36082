using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Storage;

/// <summary>Names a kind of object as a URL does: group (empty for core) and plural.</summary>
public readonly record struct GroupResource(string Group, string Resource);

/// <summary>Where an object is kept; the namespace is empty for cluster-wide ones.</summary>
public readonly record struct ObjectKey(GroupResource Resource, string Namespace, string Name);

/// <summary>One version of an object. Never changes: clone <see cref="Value"/> before writing to it.</summary>
public sealed class StoredObject(ObjectKey key, long revision, JsonObject value)
{
    private byte[]? _utf8;

    /// <summary>Where it is kept.</summary>
    public ObjectKey Key { get; } = key;

    /// <summary>The store's revision at which this version was written: its resourceVersion.</summary>
    public long Revision { get; } = revision;

    /// <summary>The object, resourceVersion included; for reading only.</summary>
    public JsonObject Value { get; } = value;

    /// <summary>The object as it goes over the wire, made once.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= JsonText.Write(Value);

    /// <summary>The object's uid.</summary>
    public string Uid => Value["metadata"]!["uid"]!.GetValue<string>();
}

/// <summary>What happened to an object.</summary>
public enum ChangeType
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has a new version.</summary>
    Modified,

    /// <summary>It is gone; the object is its last version.</summary>
    Deleted,
}

/// <summary>One change of the store.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">The new version, or the last one of a deleted object with the revision of its deletion.</param>
/// <param name="Previous">The version before; null for a new object.</param>
public sealed record Change(ChangeType Type, StoredObject Object, StoredObject? Previous);
