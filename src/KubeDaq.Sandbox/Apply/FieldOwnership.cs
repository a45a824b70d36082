using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Keeps metadata.managedFields when objects are created or updated: who changes a field owns it, and nobody else any more.</summary>
internal static class FieldOwnership
{
    /// <summary>Notes a create or update; a null <paramref name="old"/> is a creation.</summary>
    public static void Update(WriteRequest request, JsonObject? old, JsonObject value, DateTimeOffset now)
    {
        var managers = Manager.AllOf(old);
        if (request.Manager is null)
        {
            value.Metadata().Take("managedFields", old?.Metadata());
            return;
        }
        var shape = Shape.Of(request.Kind);
        var (changed, removed) = FieldDiff.Between(shape, old is null ? new JsonObject() : OwnedPart.Of(old), Written(request, old, value));
        var writer = new Manager(request.Manager, "Update", Versions.Stored(request.Kind), request.Subresource, HumanTime.Stamp(now), changed);
        var before = managers.FirstOrDefault(writer.IsSame);
        var others = managers.Where(manager => !manager.IsSame(writer)).Select(manager => manager with { Fields = manager.Fields.Except(changed).Except(removed) });
        if (before is not null)
        {
            var owned = before.Fields.Except(removed).Union(changed);
            writer = writer with { Fields = owned, Time = changed.IsEmpty && removed.IsEmpty ? before.Time : writer.Time };
        }
        Manager.Store(value, others.Append(writer));
    }

    // A creation does not write the status, whatever its body says.
    private static JsonObject Written(WriteRequest request, JsonObject? old, JsonObject value)
    {
        var part = OwnedPart.Of(value);
        if (old is null && request.Kind.HasStatus)
            part.Remove("status");
        return part;
    }
}
