using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>Serves what definitions define, and clears up after those that are deleted.</summary>
internal sealed class Definitions(ObjectStore store, ResourceTable table, IObjects objects, TimeProvider time) : IBackgroundPart
{
    /// <summary>The kind of definitions.</summary>
    public static readonly GroupResource Resource = new("apiextensions.k8s.io", "customresourcedefinitions");

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Serves every definition that there is; returns the revision of that look.</summary>
    public long Serve()
    {
        var (items, revision) = objects.List(Resource);
        foreach (var item in items)
            Take(item);
        return revision;
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        var revision = Serve();
        var ending = new Dictionary<string, Task>();
        foreach (var item in objects.List(Resource).Items.Where(IsEnding))
            ending[item.Uid] = EndAsync(item, stop);
        await foreach (var change in objects.Watch(Resource, null, revision, stop))
        {
            if (change.Type == ChangeType.Deleted)
                continue;
            if (!IsEnding(change.Object))
                Take(change.Object);
            else if (!ending.ContainsKey(change.Object.Uid))
                ending[change.Object.Uid] = EndAsync(change.Object, stop);
        }
    }

    private static bool IsEnding(StoredObject definition) => definition.Value.Text("metadata", "deletionTimestamp") is not null;

    private void Take(StoredObject definition)
    {
        var kinds = CustomKinds.Of(definition.Value).ToList();
        foreach (var stale in Served(definition.Key.Name).Where(kind => kinds.All(one => one.Version != kind.Version)).ToList())
            table.Remove(stale);
        foreach (var kind in kinds)
            table.Add(kind);
        if (!Conditions.Has(definition.Value, "Established"))
            objects.Update(Resource, "", definition.Key.Name, Accept, "status", definition.Uid);
    }

    private bool Accept(JsonObject definition)
    {
        var now = time.GetUtcNow();
        definition.Ensure("status")["acceptedNames"] = definition.Map("spec", "names")!.DeepClone();
        if (!definition.List("metadata", "finalizers").Any(one => one.AsText() == DefinitionRules.Finalizer))
            definition.Metadata()["finalizers"] = new JsonArray([.. definition.List("metadata", "finalizers").Select(one => one?.DeepClone()), DefinitionRules.Finalizer]);
        Conditions.Set(definition, "NamesAccepted", "True", "NoConflicts", "no conflicts found", now);
        Conditions.Set(definition, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", now);
        return true;
    }

    private IEnumerable<ResourceKind> Served(string definition) => table.All.Where(kind => kind.Custom?.Definition == definition);

    private async Task EndAsync(StoredObject definition, CancellationToken stop)
    {
        var resource = new GroupResource(definition.Value.Text("spec", "group")!, definition.Value.Text("spec", "names", "plural")!);
        while (objects.List(resource).Items is { Count: > 0 } left)
        {
            foreach (var item in left.Where(item => item.Value.Text("metadata", "deletionTimestamp") is null))
                objects.Delete(resource, item.Key.Namespace, item.Key.Name);
            await Task.Delay(RetryDelay, time, stop);
        }
        foreach (var kind in Served(definition.Key.Name).ToList())
            table.Remove(kind);
        store.Forget(resource);
        objects.Update(Resource, "", definition.Key.Name, Release, uid: definition.Uid);
    }

    private static bool Release(JsonObject definition)
    {
        var left = definition.List("metadata", "finalizers").Where(one => one.AsText() != DefinitionRules.Finalizer).Select(one => one?.DeepClone()).ToArray();
        definition.Metadata()["finalizers"] = new JsonArray(left);
        return true;
    }
}
