using System.Text.Json.Nodes;
using System.Threading.Channels;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Removes objects whose owners are gone, in the order that the deletion asked for: background, foreground, or leaving orphans.</summary>
internal sealed partial class GarbageCollector(IObjects objects, ResourceTable table, ILogger log) : IBackgroundPart
{
    private const string Foreground = "foregroundDeletion";
    private const string Orphan = "orphan";

    private readonly Channel<Change> _changes = Channel.CreateUnbounded<Change>(new() { SingleReader = true });
    private readonly OwnerIndex _index = new();

    /// <summary>Hears of every change in the store.</summary>
    public void Take(Change change) => _changes.Writer.TryWrite(change);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        foreach (var item in table.All.Select(kind => kind.Storage).Distinct().SelectMany(resource => objects.List(resource).Items))
            Take(new(ChangeType.Added, item, null));
        await foreach (var change in _changes.Reader.ReadAllAsync(stop))
        {
            try
            {
                Handle(change);
            }
            catch (Exception exception) when (exception is StatusException or InvalidOperationException)
            {
                LogFailed(log, change.Object.Key.Resource.Resource, change.Object.Key.Name, exception.Message);
            }
        }
    }

    private void Handle(Change change)
    {
        var item = change.Object;
        _index.Take(item.Key, change.Type == ChangeType.Deleted ? null : item.Value);
        if (change.Type == ChangeType.Deleted)
        {
            foreach (var dependent in _index.Of(item.Uid))
                CheckOwners(dependent);
            foreach (var owner in item.Value.Maps("metadata", "ownerReferences"))
                FinishForeground(Find(owner, item.Key.Namespace));
            return;
        }
        if (item.Value.Maps("metadata", "ownerReferences").Any())
            CheckOwners(item.Key);
        if (item.Value.At("metadata", "deletionTimestamp") is null)
            return;
        if (Has(item.Value, Orphan))
            ReleaseDependents(item);
        else if (Has(item.Value, Foreground))
            DeleteDependents(item);
    }

    private void CheckOwners(ObjectKey key)
    {
        if (objects.Get(key.Resource, key.Namespace, key.Name) is not { } item)
            return;
        var owners = item.Value.Maps("metadata", "ownerReferences").Select(one => (Reference: one, State: StateOf(one, key.Namespace))).ToList();
        if (owners.Count == 0 || owners.Any(owner => owner.State == OwnerState.Unknown))
            return;
        if (owners.All(owner => owner.State != OwnerState.Solid))
        {
            if (item.Value.At("metadata", "deletionTimestamp") is not null)
                return;
            var waits = owners.Any(owner => owner.State == OwnerState.Waiting && owner.Reference.Flag("blockOwnerDeletion"));
            var propagation = Has(item.Value, Orphan) ? "Orphan" : waits && _index.Of(item.Uid).Count > 0 ? "Foreground" : "Background";
            objects.Delete(key.Resource, key.Namespace, key.Name, propagation: propagation, uid: item.Uid);
        }
        else if (owners.Any(owner => owner.State == OwnerState.Absent))
        {
            Drop(item, owners.Where(owner => owner.State == OwnerState.Absent).Select(owner => owner.Reference.Text("uid")).ToHashSet());
        }
    }

    private OwnerState StateOf(JsonObject reference, string ns)
    {
        if (Kind(reference) is null)
            return OwnerState.Unknown;
        var owner = Find(reference, ns);
        if (owner is null)
            return OwnerState.Absent;
        return owner.Value.At("metadata", "deletionTimestamp") is not null && Has(owner.Value, Foreground) ? OwnerState.Waiting : OwnerState.Solid;
    }

    private ResourceKind? Kind(JsonObject reference) => table.FindKind(reference.Text("apiVersion") ?? "", reference.Text("kind") ?? "");

    private StoredObject? Find(JsonObject reference, string ns) => Kind(reference) is { } kind
        && objects.Get(kind.Storage, kind.Namespaced ? ns : "", reference.Text("name") ?? "") is { } owner && owner.Uid == reference.Text("uid") ? owner : null;

    private void DeleteDependents(StoredObject owner)
    {
        foreach (var dependent in _index.Of(owner.Uid))
            CheckOwners(dependent);
        FinishForeground(owner);
    }

    private void FinishForeground(StoredObject? owner)
    {
        if (owner is null || owner.Value.At("metadata", "deletionTimestamp") is null || !Has(owner.Value, Foreground))
            return;
        if (!_index.Of(owner.Uid).Any(key => Blocks(key, owner.Uid)))
            RemoveFinalizer(owner, Foreground);
    }

    private bool Blocks(ObjectKey key, string owner) => objects.Get(key.Resource, key.Namespace, key.Name)?.Value
        .Maps("metadata", "ownerReferences").Any(one => one.Text("uid") == owner && one.Flag("blockOwnerDeletion")) == true;

    private void ReleaseDependents(StoredObject owner)
    {
        foreach (var key in _index.Of(owner.Uid))
        {
            if (objects.Get(key.Resource, key.Namespace, key.Name) is { } dependent)
                Drop(dependent, [owner.Uid]);
        }
        RemoveFinalizer(owner, Orphan);
    }

    private void Drop(StoredObject item, HashSet<string?> owners) => objects.Update(item.Key.Resource, item.Key.Namespace, item.Key.Name, value =>
    {
        var left = value.Maps("metadata", "ownerReferences").Where(one => !owners.Contains(one.Text("uid"))).Select(one => one.DeepClone()).ToArray();
        if (left.Length == 0)
            value.Metadata().Remove("ownerReferences");
        else
            value.Metadata()["ownerReferences"] = new JsonArray(left);
        return true;
    }, uid: item.Uid);

    private void RemoveFinalizer(StoredObject item, string finalizer) => objects.Update(item.Key.Resource, item.Key.Namespace, item.Key.Name, value =>
    {
        var left = value.Texts("metadata", "finalizers").Where(one => one != finalizer).Select(one => (JsonNode?)one).ToArray();
        if (left.Length == 0)
            value.Metadata().Remove("finalizers");
        else
            value.Metadata()["finalizers"] = new JsonArray(left);
        return true;
    }, uid: item.Uid);

    private static bool Has(JsonObject value, string finalizer) => value.Texts("metadata", "finalizers").Contains(finalizer);

    private enum OwnerState
    {
        Solid,
        Waiting,
        Absent,
        Unknown,
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Owners of {Resource} {Name} could not be judged: {Problem}")]
    private static partial void LogFailed(ILogger log, string resource, string name, string problem);
}
