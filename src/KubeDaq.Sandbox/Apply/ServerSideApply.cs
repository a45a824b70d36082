using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.OpenApi;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Server-side apply: a client says which fields it wants; it owns those, and others' only by force.</summary>
internal sealed class ServerSideApply(ObjectStore store, ObjectWriter writer, TimeProvider time)
{
    /// <summary>Applies an object: creates it, or merges it into what is there.</summary>
    public (StoredObject Object, bool IsNew) Run(WriteRequest request, JsonObject applied, bool force)
    {
        var shape = Shape.Of(request.Kind);
        request = request with { Applies = true };
        if (store.Get(request.Key(request.Name)) is null)
        {
            if (applied.Text("metadata", "resourceVersion") is { Length: > 0 } || request.Subresource.Length > 0)
                throw StatusException.NotFound(request.Kind.Resource, request.Name);
            Manager.Store(applied, [Applier(request, FieldDiff.Of(shape, OwnedPart.Of(applied)))]);
            return (writer.Create(request, applied), true);
        }
        return (writer.Update(request, live => Merge(request, shape, live, applied, force)), false);
    }

    private JsonObject Merge(WriteRequest request, Shape shape, JsonObject live, JsonObject applied, bool force)
    {
        var managers = Manager.AllOf(live);
        var mine = Applier(request, FieldDiff.Of(shape, OwnedPart.Of(applied)));
        var before = managers.FirstOrDefault(mine.IsSame);
        var others = managers.Where(manager => !manager.IsSame(mine)).ToList();

        var merged = Merging.Merge(shape, live.DeepClone(), applied)!.AsObject();
        if (before is not null)
            Merging.Remove(shape, merged, others.Aggregate(before.Fields.Except(mine.Fields), (left, other) => left.Except(other.Fields)));
        Fill(request.Kind, merged);

        var changed = FieldDiff.Between(shape, OwnedPart.Of(live), OwnedPart.Of(merged)).Changed;
        var conflicts = others.Select(other => (other, Fields: other.Fields.Intersect(changed).Intersect(mine.Fields))).Where(pair => !pair.Fields.IsEmpty).ToList();
        if (conflicts.Count > 0 && !force)
            throw Conflict([.. conflicts.Select(pair => (pair.other, pair.Fields.Paths().ToList()))]);
        foreach (var (other, fields) in conflicts)
            others[others.IndexOf(other)] = other with { Fields = other.Fields.Except(fields) };
        if (before is not null && JsonNode.DeepEquals(before.Fields.ToJson(), mine.Fields.ToJson()))
            mine = mine with { Time = before.Time };
        Manager.Store(merged, others.Append(mine));
        return merged;
    }

    private Manager Applier(WriteRequest request, FieldSet fields) =>
        new(request.Manager!, "Apply", request.Kind.ApiVersion, request.Subresource, HumanTime.Stamp(time.GetUtcNow()), fields);

    // What a default brings back is no change.
    private static void Fill(ResourceKind kind, JsonObject value)
    {
        if (kind.Custom is null)
            FieldCheck.Clean(kind, value);
        Structure.Default(kind, value);
        kind.Rules.Default(value);
    }

    private static StatusException Conflict(List<(Manager Manager, List<string> Paths)> conflicts)
    {
        var count = conflicts.Sum(one => one.Paths.Count);
        var texts = conflicts.OrderBy(one => one.Manager.Text, StringComparer.Ordinal).Select(one => one.Paths.Count == 1
            ? $"conflict with {one.Manager.Text}: {one.Paths[0]}"
            : $"conflicts with {one.Manager.Text}:\n- {string.Join("\n- ", one.Paths)}");
        var causes = conflicts.SelectMany(one => one.Paths.Select(path => new Cause("FieldManagerConflict", $"conflict with {one.Manager.Text}", path).ToJson()));
        return new(409, "Conflict", $"Apply failed with {count} {(count == 1 ? "conflict" : "conflicts")}: {string.Join("\n", texts)}", new() { ["causes"] = new JsonArray([.. causes]) });
    }
}
