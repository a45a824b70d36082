using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>A client of one kind; before each request the test may interrupt, fail or end its user.</summary>
internal sealed class FakeClient<T>(FakeStore store, Func<JsonObject, T> read, Func<T, JsonObject> write, Func<string, Task> before) : IResourceClient<T>
    where T : class
{
    public async Task<T?> GetAsync(ObjectName name, CancellationToken stop)
    {
        await before($"get {name.Name}");
        return store.Get(name) is { } value ? read(value) : null;
    }

    public async Task<IReadOnlyList<T>> ListAsync(string? ns, string? labelSelector, CancellationToken stop)
    {
        await before("list");
        return [.. store.All.Where(o => Matches(o, ns, labelSelector)).Select(o => read(o.DeepClone().AsObject()))];
    }

    public async Task<T> CreateAsync(T value, CancellationToken stop)
    {
        await before("create");
        return read(store.Create(write(value)));
    }

    public async Task<T> ReplaceAsync(T value, CancellationToken stop)
    {
        await before("replace");
        return read(store.Replace(write(value), status: false));
    }

    public async Task<T> ReplaceStatusAsync(T value, CancellationToken stop)
    {
        await before("status");
        return read(store.Replace(write(value), status: true));
    }

    public async Task<T> MergePatchAsync(ObjectName name, JsonObject patch, string? subresource, CancellationToken stop)
    {
        await before("patch");
        return read(store.Patch(name, patch, subresource == "status"));
    }

    public async Task DeleteAsync(ObjectName name, string? uid, CancellationToken stop)
    {
        await before("delete");
        store.Delete(name, uid, graceful: false);
    }

    internal static bool Matches(JsonObject value, string? ns, string? labelSelector)
    {
        var meta = value["metadata"]!;
        if (ns is not null && (string?)meta["namespace"] != ns)
            return false;
        return labelSelector is null || (string?)meta["labels"]?[labelSelector.Split('=')[0]] == labelSelector.Split('=')[1];
    }
}
