using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Clients;

/// <summary>Reads and writes one kind of object in a cluster.</summary>
/// <typeparam name="T">The kind's type: one of ours, a model of the official client, or <see cref="JsonObject"/>.</typeparam>
/// <remarks>Every method throws an exception when the API server refuses.</remarks>
public interface IResourceClient<T>
    where T : class
{
    /// <summary>Reads one object; null where there is none.</summary>
    Task<T?> GetAsync(ObjectName name, CancellationToken stop);

    /// <summary>Reads all objects of a namespace, or of all namespaces where it is null, page by page.</summary>
    Task<IReadOnlyList<T>> ListAsync(string? ns, string? labelSelector, CancellationToken stop);

    /// <summary>Creates an object in its own namespace.</summary>
    Task<T> CreateAsync(T value, CancellationToken stop);

    /// <summary>Replaces an object; its resourceVersion, if any, must be the current one.</summary>
    Task<T> ReplaceAsync(T value, CancellationToken stop);

    /// <summary>Replaces an object's status; its resourceVersion, if any, must be the current one.</summary>
    Task<T> ReplaceStatusAsync(T value, CancellationToken stop);

    /// <summary>Applies a JSON merge patch, to a subresource where one is named.</summary>
    Task<T> MergePatchAsync(ObjectName name, JsonObject patch, string? subresource, CancellationToken stop);

    /// <summary>Deletes an object, only the one with this uid where it is given; nothing happens where there is none.</summary>
    Task DeleteAsync(ObjectName name, string? uid, CancellationToken stop);
}
