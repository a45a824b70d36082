using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;

namespace KubeDaq.Sandbox.Http;

/// <summary>Says what is served: groups, versions and kinds, in the old form of one document a group version.</summary>
internal static class Discovery
{
    /// <summary>The answer for <c>/api</c>.</summary>
    public static JsonObject CoreVersions(string address) => new()
    {
        ["kind"] = "APIVersions",
        ["versions"] = new JsonArray("v1"),
        ["serverAddressByClientCIDRs"] = new JsonArray(new JsonObject { ["clientCIDR"] = "0.0.0.0/0", ["serverAddress"] = address }),
    };

    /// <summary>The answer for <c>/apis</c>.</summary>
    public static JsonObject Groups(ResourceTable table) => new()
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. table.Groups.Select(group => (JsonNode)Describe(group.Key, group))]),
    };

    /// <summary>The answer for <c>/apis/GROUP</c>, or null.</summary>
    public static JsonObject? Group(ResourceTable table, string name)
    {
        if (table.Groups.FirstOrDefault(one => one.Key == name) is not { } kinds)
            return null;
        var group = new JsonObject { ["kind"] = "APIGroup", ["apiVersion"] = "v1" };
        foreach (var (key, value) in Describe(name, kinds))
            group[key] = value?.DeepClone();
        return group;
    }

    /// <summary>The answer for a group version, or null.</summary>
    public static JsonObject? GroupVersion(ResourceTable table, string group, string version)
    {
        var kinds = table.All.Where(kind => kind.Group == group && kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal).ToList();
        return kinds.Count == 0 ? null : new()
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = kinds[0].ApiVersion,
            ["resources"] = new JsonArray([.. kinds.SelectMany(Resources)]),
        };
    }

    /// <summary>Versions of a group, the preferred one first.</summary>
    public static IEnumerable<string> Versions(IEnumerable<ResourceKind> kinds) =>
        kinds.Select(kind => kind.Version).Distinct().OrderBy(version => version, VersionOrder.Instance);

    private static JsonObject Describe(string name, IEnumerable<ResourceKind> kinds)
    {
        var versions = Versions(kinds).Select(version => new JsonObject { ["groupVersion"] = $"{name}/{version}", ["version"] = version }).ToList();
        return new()
        {
            ["name"] = name,
            ["versions"] = new JsonArray([.. versions.Select(version => version.DeepClone())]),
            ["preferredVersion"] = versions[0],
        };
    }

    private static IEnumerable<JsonNode> Resources(ResourceKind kind)
    {
        var main = new JsonObject
        {
            ["name"] = kind.Plural, ["singularName"] = kind.Singular, ["namespaced"] = kind.Namespaced, ["kind"] = kind.Kind, ["verbs"] = Strings(kind.Verbs),
        };
        if (kind.ShortNames.Count > 0)
            main["shortNames"] = Strings(kind.ShortNames);
        if (kind.Categories.Count > 0)
            main["categories"] = Strings(kind.Categories);
        yield return main;
        foreach (var part in kind.Subresources.OrderBy(part => part.Name, StringComparer.Ordinal))
        {
            var entry = new JsonObject { ["name"] = $"{kind.Plural}/{part.Name}", ["singularName"] = "", ["namespaced"] = kind.Namespaced };
            if (part.Group is not null)
                entry["group"] = part.Group;
            if (part.Version is not null)
                entry["version"] = part.Version;
            entry["kind"] = part.Kind ?? kind.Kind;
            entry["verbs"] = Strings(part.Verbs);
            yield return entry;
        }
    }

    /// <summary>Texts as JSON.</summary>
    public static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode?)text)]);
}
