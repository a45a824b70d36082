using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Storage;

/// <summary>
/// The sandbox's objects as its own parts (scheduler, hosts, garbage collector) use them: the same rules as over HTTP
/// (names, versions, defaults, generation, finalizers, grace), without a user.
/// </summary>
public interface IObjects
{
    /// <summary>The object, or null.</summary>
    StoredObject? Get(GroupResource resource, string ns, string name);

    /// <summary>All objects of a kind, of one namespace where it is not null, and the revision of this look.</summary>
    (IReadOnlyList<StoredObject> Items, long Revision) List(GroupResource resource, string? ns = null);

    /// <summary>Creates an object; null where one of this name exists or its namespace does not take it.</summary>
    StoredObject? TryCreate(GroupResource resource, string ns, JsonObject value);

    /// <summary>
    /// Changes an object: <paramref name="change"/> gets a copy of the newest version and says whether to write it; it may run again when another
    /// writer was faster. Null where there is no such object or (with a uid) it is another one.
    /// </summary>
    StoredObject? Update(GroupResource resource, string ns, string name, Func<JsonObject, bool> change, string? subresource = null, string? uid = null);

    /// <summary>Asks for an object's deletion as a client would; false where there is none.</summary>
    bool Delete(GroupResource resource, string ns, string name, long? graceSeconds = null, string? propagation = null, string? uid = null);

    /// <summary>
    /// The changes after a revision, in order, without end until <paramref name="stop"/>.
    /// </summary>
    /// <exception cref="RevisionTooOldException">History no longer reaches back that far: list again.</exception>
    IAsyncEnumerable<Change> Watch(GroupResource resource, string? ns, long afterRevision, CancellationToken stop);
}

/// <summary>The history of changes does not reach back to the revision asked for (410 Gone).</summary>
public sealed class RevisionTooOldException(long oldest) : Exception($"too old resource version: the oldest kept is {oldest}")
{
    /// <summary>The oldest revision that history reaches back to.</summary>
    public long Oldest { get; } = oldest;
}
