using System.Collections.Concurrent;
using KubeDaq.Sandbox.Resources.Kinds;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>All served kinds: the built-in ones, and those that definitions add and remove.</summary>
internal sealed class ResourceTable(ObjectStore store)
{
    private readonly ConcurrentDictionary<(string Group, string Version, string Plural), ResourceKind> _kinds =
        new(CoreKinds.List(store).Concat(WorkloadKinds.List).Concat(OtherKinds.List).Select(kind => KeyValuePair.Create((kind.Group, kind.Version, kind.Plural), kind)));

    /// <summary>Every served kind in every version.</summary>
    public IEnumerable<ResourceKind> All => _kinds.Values;

    /// <summary>The kind at a path, or null.</summary>
    public ResourceKind? Find(string group, string version, string plural) => _kinds.GetValueOrDefault((group, version, plural));

    /// <summary>A kind in any of its versions, the stored one first, or null.</summary>
    public ResourceKind? Find(GroupResource resource) =>
        Find(resource.Group, "v1", resource.Resource) ?? _kinds.Values.Where(kind => kind.Resource == resource).OrderBy(kind => kind.Custom?.Storage != true).FirstOrDefault();

    /// <summary>The kind that objects of an apiVersion and kind have, or null.</summary>
    public ResourceKind? FindKind(string apiVersion, string kind) => _kinds.Values.FirstOrDefault(one => one.Kind == kind && one.ApiVersion == apiVersion);

    /// <summary>Whether a group is one of the server's own.</summary>
    public bool HasBuiltInGroup(string group) => _kinds.Values.Any(kind => kind.Group == group && kind.Custom is null);

    /// <summary>Serves a kind from now on.</summary>
    public void Add(ResourceKind kind) => _kinds[(kind.Group, kind.Version, kind.Plural)] = kind;

    /// <summary>Serves a kind no longer.</summary>
    public void Remove(ResourceKind kind) => _kinds.TryRemove((kind.Group, kind.Version, kind.Plural), out _);

    /// <summary>Groups in the order of discovery, each with its versions and their kinds.</summary>
    public IEnumerable<IGrouping<string, ResourceKind>> Groups =>
        All.Where(kind => kind.Group.Length > 0)
            .GroupBy(kind => kind.Group)
            .OrderBy(group => group.Any(kind => kind.Custom is not null))
            .ThenBy(group => group.Key, StringComparer.Ordinal);
}
