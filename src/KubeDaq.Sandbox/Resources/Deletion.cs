using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>How objects go: preconditions, grace, finalizers.</summary>
internal static class Deletion
{
    private const string Orphan = "orphan";
    private const string Foreground = "foregroundDeletion";

    /// <summary>Refuses when the object is not the one that the client means.</summary>
    public static void CheckPreconditions(ResourceKind kind, StoredObject old, DeleteRequest how)
    {
        if (how.Uid is { } uid && uid != old.Uid)
            throw StatusException.Conflict(kind.GroupKind, old.Key.Name, $"the UID in the precondition ({uid}) does not match the UID in record ({old.Uid}). The object might have been deleted and then recreated");
        if (how.ResourceVersion is { } version && version != old.Revision.ToString())
            throw StatusException.Conflict(kind.GroupKind, old.Key.Name, $"the ResourceVersion in the precondition ({version}) does not match the ResourceVersion in record ({old.Revision}). The object might have been modified");
    }

    /// <summary>Marks a copy of an object as being deleted; a second time only where that makes it end earlier.</summary>
    public static JsonObject Begin(ResourceKind kind, JsonObject value, DeleteRequest how, DateTimeOffset now)
    {
        var metadata = value.Metadata();
        Propagate(metadata, how.Propagation);
        var own = kind.Rules.Grace(value, how.GraceSeconds);
        if (own is null && !metadata.ContainsKey("deletionTimestamp") && !metadata.List("finalizers").Any() && !kind.Rules.Holds(value))
            return value;
        var grace = own ?? 0;
        if (metadata.Text("deletionTimestamp") is not { } begun)
        {
            if (metadata.Number("generation") is > 0 and var generation)
                metadata["generation"] = generation + 1;
            metadata["deletionTimestamp"] = HumanTime.Stamp(now.AddSeconds(grace));
            metadata["deletionGracePeriodSeconds"] = grace;
            kind.Rules.PrepareDelete(value, now);
            return value;
        }
        var left = metadata.Number("deletionGracePeriodSeconds") ?? 0;
        if (grace >= left)
            return value;
        metadata["deletionTimestamp"] = HumanTime.Stamp(DateTimeOffset.Parse(begun).AddSeconds(grace - left));
        metadata["deletionGracePeriodSeconds"] = grace;
        return value;
    }

    /// <summary>Whether nothing keeps a deleted object any more.</summary>
    public static bool IsComplete(ResourceKind kind, JsonObject value) =>
        value.Text("metadata", "deletionTimestamp") is not null
        && !value.List("metadata", "finalizers").Any()
        && value.Number("metadata", "deletionGracePeriodSeconds") is null or <= 0
        && !kind.Rules.Holds(value);

    /// <summary>Whether a deletion that began on this object is over at once.</summary>
    public static bool EndsAtOnce(ResourceKind kind, JsonObject value) => value.Text("metadata", "deletionTimestamp") is null || IsComplete(kind, value);

    private static void Propagate(JsonObject metadata, string? policy)
    {
        if (policy is null)
            return;
        var finalizers = metadata.List("finalizers").Select(one => one.AsText()).Where(one => one is not (Orphan or Foreground)).ToList();
        if (policy == "Orphan")
            finalizers.Add(Orphan);
        else if (policy == "Foreground")
            finalizers.Add(Foreground);
        if (finalizers.Count == 0)
            metadata.Remove("finalizers");
        else
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(one => (JsonNode?)one)]);
    }
}
