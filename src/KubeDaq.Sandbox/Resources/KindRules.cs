using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>What is special about a kind: its defaults, what a client may not set, and what is wrong with an object.</summary>
internal class KindRules
{
    /// <summary>A kind without anything special.</summary>
    public static KindRules None { get; } = new();

    /// <summary>Fills what a client left out.</summary>
    public virtual void Default(JsonObject value)
    {
    }

    /// <summary>Takes away what a client may not set in a new object, and sets what the server does.</summary>
    public virtual void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        if (kind.HasStatus)
            value.Remove("status");
    }

    /// <summary>Puts back what this request may not change.</summary>
    public virtual void PrepareUpdate(ResourceKind kind, JsonObject value, JsonObject old, string subresource)
    {
        if (subresource == "status")
            KeepAllButStatus(value, old);
        else if (kind.HasStatus)
            value.Take("status", old);
    }

    /// <summary>Marks an object whose deletion begins; its deletionTimestamp is set already.</summary>
    public virtual void PrepareDelete(JsonObject value, DateTimeOffset now)
    {
    }

    /// <summary>Whether a deleted object stays although no finalizer holds it.</summary>
    public virtual bool Holds(JsonObject value) => false;

    /// <summary>How many seconds an object has to end; null for kinds that end at once.</summary>
    public virtual long? Grace(JsonObject value, long? asked) => null;

    /// <summary>What is wrong with an object; <paramref name="old"/> is null for a new one.</summary>
    public virtual IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource) => [];

    /// <summary>Gives all fields but status and metadata the stored value.</summary>
    protected static void KeepAllButStatus(JsonObject value, JsonObject old)
    {
        foreach (var key in value.Select(pair => pair.Key).Union(old.Select(pair => pair.Key)).ToList())
        {
            if (key is not ("status" or "metadata" or "kind" or "apiVersion"))
                value.Take(key, old);
        }
    }
}

/// <summary>How objects of one version are made from another version's, in place.</summary>
internal interface IVersionConversion
{
    /// <summary>A stored object as this version shows it.</summary>
    JsonObject FromStored(JsonObject stored);

    /// <summary>An object of this version as it is stored.</summary>
    JsonObject ToStored(JsonObject value);
}
