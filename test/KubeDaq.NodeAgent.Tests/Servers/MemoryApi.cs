using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.Servers;

/// <summary>An API server in memory: objects by path, what the agent needs of the verbs.</summary>
internal sealed class MemoryApi : IApiServer
{
    private readonly Latest<IReadOnlyDictionary<string, JsonObject>> _objects = new(new Dictionary<string, JsonObject>());
    private int _uids;

    /// <summary>Whether it answers.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>Paths that are served though there is nothing in them.</summary>
    public HashSet<string> Served { get; } = ["/apis/resource.k8s.io/v1"];

    /// <summary>The paths of all that was asked, whether or not it was answered.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>What happens before it answers: others change something, or it refuses by throwing.</summary>
    public Action<ApiCall> Before { get; set; } = _ => { };

    public JsonObject? Get(string path) => _objects.Current.GetValueOrDefault(path);

    /// <summary>Puts an object in place, as somebody else would.</summary>
    public JsonObject Put(string path, JsonObject value)
    {
        if (value["metadata"] is not JsonObject)
            value["metadata"] = new JsonObject();
        value["metadata"]!["name"] = path[(path.LastIndexOf('/') + 1)..];
        value["metadata"]!["uid"] ??= $"uid-{Interlocked.Increment(ref _uids)}";
        // As it comes over the wire: numbers are JSON, and nobody shares an object.
        Change(path, JsonNode.Parse(value.ToJsonString())!.AsObject());
        return value;
    }

    public void Delete(string path) => Change(path, null);

    public Task<JsonObject> SendAsync(ApiCall call, CancellationToken stop)
    {
        Asked.Enqueue(call.Path);
        if (!IsUp)
            throw new ApiFailure(0, "Unreachable", "connection refused");
        Before(call);
        var path = call.Path.Split('?')[0];
        return Task.FromResult(call.Method.Method switch
        {
            "GET" => Get(path)?.DeepClone().AsObject() ?? List(call.Path) ?? throw Missing(path),
            "POST" when call.Body is JsonObject body => Create($"{path}/{(string?)body["metadata"]?["name"]}", body),
            "PUT" when call.Body is JsonObject body => Put(path, body.DeepClone().AsObject()),
            "PATCH" when call.Body is JsonArray patch => Patched(path, patch),
            "PATCH" when call is { ContentType: ApiCall.Merge, Body: JsonObject patch } => Merged(path, patch),
            "DELETE" => Deleted(path),
            var other => throw new ApiFailure(405, "MethodNotAllowed", other),
        });
    }

    public async Task FollowAsync(string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, CancellationToken stop)
    {
        await foreach (var _ in _objects.FollowAsync(stop))
        {
            if (IsUp)
                changed(Items(path).ToDictionary(one => Key(one), one => one));
        }
    }

    private static string Key(JsonObject one) =>
        (string?)one["metadata"]?["namespace"] is { } ns ? $"{ns}/{(string?)one["metadata"]?["name"]}" : (string)one["metadata"]!["name"]!;

    private IEnumerable<JsonObject> Items(string path) => _objects.Current
        .Where(one => IsIn(one.Key, path.Split('?')[0]) && Selected(one.Value, path))
        .Select(one => one.Value.DeepClone().AsObject());

    // Pods of all namespaces stand under their namespaces.
    private static bool IsIn(string path, string collection) =>
        path[..path.LastIndexOf('/')] == collection || (collection == "/api/v1/pods" && path.Contains("/pods/", StringComparison.Ordinal));

    private static bool Selected(JsonObject value, string path) =>
        !path.Contains("spec.nodeName%3D", StringComparison.Ordinal) || path.Contains($"spec.nodeName%3D{(string?)value["spec"]?["nodeName"]}", StringComparison.Ordinal);

    private JsonObject? List(string path)
    {
        var items = Items(path).ToArray();
        return items.Length > 0 || Served.Contains(path) || path.Contains('?') ? new() { ["items"] = new JsonArray([.. items]) } : null;
    }

    private JsonObject Create(string path, JsonObject value) =>
        Get(path) is null ? Put(path, value.DeepClone().AsObject()) : throw new ApiFailure(409, "AlreadyExists", $"{path} already exists");

    private JsonObject Deleted(string path)
    {
        var there = Get(path) ?? throw Missing(path);
        Delete(path);
        return there;
    }

    private JsonObject Patched(string path, JsonArray patch)
    {
        var target = path.Replace("/status", "", StringComparison.Ordinal);
        var value = (Get(target) ?? throw Missing(path)).DeepClone().AsObject();
        foreach (var step in patch)
        {
            var parts = ((string)step!["path"]!).Trim('/').Split('/').Select(part => part.Replace("~1", "/", StringComparison.Ordinal)).ToList();
            var parent = parts.SkipLast(1).Aggregate((JsonNode)value, (node, part) => node[part]!).AsObject();
            parent.Remove(parts[^1]);
            if ((string?)step["op"] == "add")
                parent[parts[^1]] = step["value"]?.DeepClone();
        }
        return Put(target, value);
    }

    private JsonObject Merged(string path, JsonObject patch)
    {
        var value = (Get(path) ?? throw Missing(path)).DeepClone().AsObject();
        if (patch["metadata"]?["uid"] is { } uid && (string?)uid != (string?)value["metadata"]!["uid"])
            throw new ApiFailure(422, "Invalid", "metadata.uid: field is immutable");
        Merge(value, patch);
        return Put(path, value);
    }

    private static void Merge(JsonObject value, JsonObject patch)
    {
        foreach (var (name, part) in patch)
        {
            if (part is JsonObject inner && value[name] is JsonObject there)
                Merge(there, inner);
            else
                value[name] = part?.DeepClone();
        }
    }

    private void Change(string path, JsonObject? value) => _objects.Change(objects =>
    {
        var next = new Dictionary<string, JsonObject>(objects);
        if (value is null)
            next.Remove(path);
        else
            next[path] = value;
        return next;
    });

    private static ApiFailure Missing(string path) => new(404, "NotFound", $"{path} not found");
}
