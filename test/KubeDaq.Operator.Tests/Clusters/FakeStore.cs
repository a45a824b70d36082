using System.Globalization;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>One kind of object as an API server keeps it: versions, compare-and-swap, uids, finalizers, status apart from spec.</summary>
internal sealed class FakeStore(string kind, FakeClock clock)
{
    private readonly Dictionary<ObjectName, JsonObject> _objects = [];
    private readonly List<JsonObject?> _changes = [];
    private readonly List<ObjectName> _changed = [];

    /// <summary>Every change so far: the new version, or null for a deletion.</summary>
    public int Changes => _changes.Count;

    public IEnumerable<JsonObject> All => _objects.Values;

    /// <summary>Called with the old and new version of each write; tests check their invariants here.</summary>
    public Action<JsonObject?, JsonObject?>? Written { get; set; }

    public (ObjectName Name, JsonObject? Value) Change(int index) => (_changed[index], _changes[index]);

    public JsonObject? Get(ObjectName name) => _objects.GetValueOrDefault(name)?.DeepClone().AsObject();

    public JsonObject Create(JsonObject value)
    {
        value = value.DeepClone().AsObject();
        var name = NameOf(value);
        if (_objects.ContainsKey(name))
            throw new ApiException(409, "AlreadyExists", $"{kind} \"{name.Name}\" already exists");
        var meta = value["metadata"]!;
        meta["uid"] = $"{kind}-{clock.Next()}";
        meta["generation"] = 1;
        meta["creationTimestamp"] = "2026-11-24T08:00:00Z";
        meta.AsObject().Remove("deletionTimestamp");
        if (kind != "pods")
            value.Remove("status");
        return Store(name, value);
    }

    /// <summary>Replaces everything but the status, or only the status.</summary>
    public JsonObject Replace(JsonObject value, bool status)
    {
        var name = NameOf(value);
        var now = Current(name);
        Check(value["metadata"]?["resourceVersion"], now);
        var next = now.DeepClone().AsObject();
        if (status)
        {
            next["status"] = value["status"]?.DeepClone();
            return Store(name, next);
        }

        return StoreSpec(name, now, value.DeepClone().AsObject());
    }

    public JsonObject Patch(ObjectName name, JsonObject patch, bool status)
    {
        var now = Current(name);
        Check(patch["metadata"]?["resourceVersion"], now);
        var next = now.DeepClone().AsObject();
        JsonMerge.Apply(next, patch);
        return status ? Store(name, next) : StoreSpec(name, now, next);
    }

    /// <summary>Marks for deletion where somebody must act first, else removes.</summary>
    public void Delete(ObjectName name, string? uid, bool graceful)
    {
        if (!_objects.TryGetValue(name, out var now) || (uid is not null && (string?)now["metadata"]!["uid"] != uid))
            return;
        var finalizers = now["metadata"]!["finalizers"] as JsonArray;
        if (!graceful && finalizers is not { Count: > 0 })
        {
            Remove(name);
            return;
        }

        if (now["metadata"]!["deletionTimestamp"] is not null)
            return;
        var next = now.DeepClone().AsObject();
        next["metadata"]!["deletionTimestamp"] = "2026-11-24T08:00:00Z";
        next["metadata"]!["generation"] = (int)next["metadata"]!["generation"]! + 1;
        Store(name, next);
    }

    public void Remove(ObjectName name)
    {
        if (!_objects.Remove(name, out var old))
            return;
        Written?.Invoke(old, null);
        _changed.Add(name);
        _changes.Add(null);
    }

    private JsonObject StoreSpec(ObjectName name, JsonObject now, JsonObject next)
    {
        next["status"] = now["status"]?.DeepClone();
        var (before, after) = (now["metadata"]!, next["metadata"]!);
        after["uid"] = (string)before["uid"]!;
        var same = JsonNode.DeepEquals(now["spec"], next["spec"]);
        after["generation"] = (int)before["generation"]! + (same ? 0 : 1);
        if (before["deletionTimestamp"] is { } deleted)
            after["deletionTimestamp"] = deleted.DeepClone();
        var stored = Store(name, next);
        if (before["deletionTimestamp"] is not null && (after["finalizers"] as JsonArray) is not { Count: > 0 })
            Remove(name);
        return stored;
    }

    private JsonObject Store(ObjectName name, JsonObject value)
    {
        value["metadata"]!["resourceVersion"] = clock.Next().ToString(CultureInfo.InvariantCulture);
        var old = _objects.GetValueOrDefault(name);
        _objects[name] = value;
        Written?.Invoke(old, value);
        _changed.Add(name);
        _changes.Add(value);
        return value.DeepClone().AsObject();
    }

    private JsonObject Current(ObjectName name) =>
        _objects.GetValueOrDefault(name) ?? throw new ApiException(404, "NotFound", $"{kind} \"{name.Name}\" not found");

    private static void Check(JsonNode? version, JsonObject now)
    {
        if (version is not null && (string)version! != (string)now["metadata"]!["resourceVersion"]!)
            throw new ApiException(409, "Conflict", "the object has been modified; please apply your changes to the latest version and try again");
    }

    private static ObjectName NameOf(JsonObject value) =>
        new((string?)value["metadata"]!["namespace"] ?? "", (string)value["metadata"]!["name"]!);
}
