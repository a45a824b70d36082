using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Clients;

/// <summary>Reads and writes one kind of object over a connection.</summary>
public sealed class ResourceClient<T>(ClusterConnection connection, ResourceKind<T> kind) : IResourceClient<T>
    where T : class
{
    /// <summary>The kind.</summary>
    public ResourceKind<T> Kind => kind;

    internal CollectionReader Collection => new(connection, kind);

    /// <inheritdoc/>
    public async Task<T?> GetAsync(ObjectName name, CancellationToken stop)
    {
        try
        {
            return await SendAsync(Request(HttpMethod.Get, "read", name, ""), stop);
        }
        catch (ApiException e) when (e.IsNotFound && e.Status.Details?.Name == name.Name)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<T>> ListAsync(string? ns, string? labelSelector, CancellationToken stop) =>
        ListAsync(new Selection(ns, labelSelector), stop);

    /// <summary>Reads all objects that are selected, page by page.</summary>
    public async Task<IReadOnlyList<T>> ListAsync(Selection selection, CancellationToken stop)
    {
        var listing = await Collection.ListAsync(selection, stop);
        return [.. listing.Items.Select(item => kind.Form.Read(item, kind))];
    }

    /// <inheritdoc/>
    public Task<T> CreateAsync(T value, CancellationToken stop) => CreateAsync(value, WriteOptions.Plain, stop);

    /// <summary>Creates an object in its own namespace.</summary>
    public Task<T> CreateAsync(T value, WriteOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var name = kind.Form.Identify(value).Name;
        return SendAsync(
            new ApiRequest(HttpMethod.Post, kind.Path(name.Namespace) + options.Query)
            {
                Body = kind.Form.Write(value, kind),
                Kind = kind,
                Purpose = $"create {kind.QualifiedName} {name}",
            },
            stop);
    }

    /// <inheritdoc/>
    public Task<T> ReplaceAsync(T value, CancellationToken stop) => ReplaceAsync(value, null, WriteOptions.Plain, stop);

    /// <inheritdoc/>
    public Task<T> ReplaceStatusAsync(T value, CancellationToken stop) => ReplaceAsync(value, "status", WriteOptions.Plain, stop);

    /// <summary>Replaces an object, or a subresource of it; its resourceVersion, if any, must be the current one.</summary>
    public Task<T> ReplaceAsync(T value, string? subresource, WriteOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var name = kind.Form.Identify(value).Name;
        var request = Request(HttpMethod.Put, "replace", name, options.Query, subresource);
        return SendAsync(request with { Body = kind.Form.Write(value, kind) }, stop);
    }

    /// <inheritdoc/>
    public Task<T> MergePatchAsync(ObjectName name, JsonObject patch, string? subresource, CancellationToken stop) =>
        PatchAsync(name, PatchKind.Merge, patch, subresource, WriteOptions.Plain, stop);

    /// <summary>Applies a patch of any kind, to a subresource where one is named.</summary>
    public Task<T> PatchAsync(
        ObjectName name, PatchKind patchKind, JsonNode patch, string? subresource, WriteOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = Request(HttpMethod.Patch, "patch", name, options.Query, subresource);
        return SendAsync(
            request with { Body = JsonSerializer.SerializeToUtf8Bytes(patch), MediaType = patchKind.MediaType() }, stop);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(ObjectName name, string? uid, CancellationToken stop) =>
        DeleteAsync(name, new DeleteOptions { Uid = uid }, stop);

    /// <summary>Deletes an object; nothing happens where there is none, or where another one took its name.</summary>
    public async Task DeleteAsync(ObjectName name, DeleteOptions options, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        var request = Request(HttpMethod.Delete, "delete", name, "") with { Body = Deletion.Body(options) };
        try
        {
            using var response = await connection.SendAsync(request, stop);
        }
        catch (ApiException e) when (e.IsNotFound && e.Status.Details?.Name == name.Name)
        {
            // Gone already, which is what was wanted.
        }
        catch (ApiException e) when (e.IsConflict && options.Uid is not null && options.Version is null)
        {
            // The uid is another one's: the object meant is gone.
        }
    }

    private ApiRequest Request(HttpMethod method, string verb, ObjectName name, string query, string? subresource = null) =>
        new(method, kind.Path(name.Namespace, name.Name, subresource) + query)
        {
            Kind = kind,
            Purpose = $"{verb} {kind.QualifiedName}{(subresource is null ? "" : "/" + subresource)} {name}",
        };

    private async Task<T> SendAsync(ApiRequest request, CancellationToken stop)
    {
        using var body = await connection.AskAsync(request, stop);
        return kind.Form.Read(body.RootElement, kind);
    }
}
