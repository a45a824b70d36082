using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>The objects as the sandbox's own parts use them.</summary>
internal sealed class Objects(ObjectStore store, ResourceTable table, ObjectWriter writer) : IObjects
{
    /// <inheritdoc/>
    public StoredObject? Get(GroupResource resource, string ns, string name) => store.Get(new(resource, ns, name));

    /// <inheritdoc/>
    public (IReadOnlyList<StoredObject> Items, long Revision) List(GroupResource resource, string? ns = null)
    {
        var snapshot = store.Look(resource);
        return ([.. snapshot.In(ns)], snapshot.Revision);
    }

    /// <inheritdoc/>
    public StoredObject? TryCreate(GroupResource resource, string ns, JsonObject value)
    {
        try
        {
            return writer.Create(Request(resource, ns, ""), value);
        }
        catch (StatusException refusal) when (refusal.Reason is "AlreadyExists" || IsNamespaceGone(refusal))
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public StoredObject? Update(GroupResource resource, string ns, string name, Func<JsonObject, bool> change, string? subresource = null, string? uid = null)
    {
        StoredObject? unchanged = null;
        try
        {
            return writer.Update(Request(resource, ns, name) with { Subresource = subresource ?? "" }, value =>
            {
                if (uid is not null && value.Text("metadata", "uid") != uid)
                    throw StatusException.NotFound(resource, name);
                unchanged = store.Get(new(resource, ns, name));
                return change(value) ? value : throw new Unwanted();
            });
        }
        catch (Unwanted)
        {
            return unchanged;
        }
        catch (StatusException refusal) when (refusal.Code == 404)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public bool Delete(GroupResource resource, string ns, string name, long? graceSeconds = null, string? propagation = null, string? uid = null)
    {
        try
        {
            writer.Delete(Request(resource, ns, name), new(graceSeconds, propagation, uid));
            return true;
        }
        catch (StatusException refusal) when (refusal.Code is 404 or 409)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Change> Watch(GroupResource resource, string? ns, long afterRevision, [EnumeratorCancellation] CancellationToken stop)
    {
        using var watcher = store.Watch(resource, afterRevision);
        await foreach (var change in watcher.Changes.ReadAllAsync(stop))
        {
            if (string.IsNullOrEmpty(ns) || change.Object.Key.Namespace == ns)
                yield return change;
        }
    }

    private WriteRequest Request(GroupResource resource, string ns, string name) => new()
    {
        Kind = table.Find(resource) ?? throw new InvalidOperationException($"{resource.Resource}.{resource.Group} is not served"),
        Namespace = ns,
        Name = name,
    };

    private static bool IsNamespaceGone(StatusException refusal) =>
        (refusal.Code == 404 && refusal.Details.Text("kind") == "namespaces")
        || (refusal.Code == 403 && refusal.Details.Maps("causes").Any(cause => cause.Text("reason") == "NamespaceTerminating"));

    /// <summary>Leaves an update whose author found nothing to change.</summary>
    private sealed class Unwanted : Exception;
}
