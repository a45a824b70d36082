using KubeDaq.Api.Meta;

namespace KubeDaq.Cluster.Caching;

/// <summary>A local copy of all objects of a kind, kept up to date by list and watch.</summary>
public interface IObjectCache<T>
    where T : class
{
    /// <summary>Completes when the first list has arrived.</summary>
    Task Synced { get; }

    /// <summary>The object, or null.</summary>
    T? Get(ObjectName name);

    /// <summary>All objects at this moment.</summary>
    IReadOnlyCollection<T> List();

    /// <summary>Objects that an index holds under a key.</summary>
    IReadOnlyCollection<T> ByIndex(string index, string key);

    /// <summary>Raised after an object came, changed or went; never two at a time. The old value is null for a new one, the new value for a gone one.</summary>
    event Action<T?, T?> Changed;
}
