using System.Text.Json;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Clients;

/// <summary>What tells objects, and versions of an object, apart.</summary>
/// <param name="Name">Namespace and name.</param>
/// <param name="Uid">Another object of the same name has another.</param>
/// <param name="Version">The resourceVersion; compare for equality only.</param>
public readonly record struct ObjectIdentity(ObjectName Name, string? Uid, string? Version);

/// <summary>How a type stands for Kubernetes objects: how it is read, written and told apart.</summary>
public abstract class ObjectForm<T>
    where T : class
{
    /// <summary>Name, uid and version.</summary>
    public abstract ObjectIdentity Identify(T value);

    /// <summary>Reads an object; items of lists lack kind and apiVersion, which are then filled in.</summary>
    public abstract T Read(JsonElement json, ResourceKind kind);

    /// <summary>Writes an object with its kind and apiVersion.</summary>
    public abstract byte[] Write(T value, ResourceKind kind);
}
