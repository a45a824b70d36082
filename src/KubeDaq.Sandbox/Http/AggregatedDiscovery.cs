using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Says what is served in one document (apidiscovery.k8s.io/v2).</summary>
internal static class AggregatedDiscovery
{
    /// <summary>The content type of the answer.</summary>
    public const string ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

    /// <summary>Whether a client can read it.</summary>
    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Split(',').Any(offer =>
    {
        var parts = offer.Split(';', StringSplitOptions.TrimEntries);
        return parts[0].Trim() == "application/json" && parts.Contains("g=apidiscovery.k8s.io") && parts.Contains("v=v2") && parts.Contains("as=APIGroupDiscoveryList");
    });

    /// <summary>The document for the core group, or for all others.</summary>
    public static JsonObject Make(ResourceTable table, bool core)
    {
        var groups = core ? table.All.Where(kind => kind.Group.Length == 0).GroupBy(kind => kind.Group) : table.Groups;
        return new()
        {
            ["kind"] = "APIGroupDiscoveryList",
            ["apiVersion"] = "apidiscovery.k8s.io/v2",
            ["metadata"] = new JsonObject(),
            ["items"] = new JsonArray([.. groups.Select(group => (JsonNode)Group(group.Key, group))]),
        };
    }

    private static JsonObject Group(string name, IEnumerable<ResourceKind> kinds)
    {
        var all = kinds.ToList();
        return new()
        {
            ["metadata"] = name.Length == 0 ? new JsonObject() : new JsonObject { ["name"] = name },
            ["versions"] = new JsonArray([.. Discovery.Versions(all).Select(version => (JsonNode)new JsonObject
            {
                ["version"] = version,
                ["resources"] = new JsonArray([.. all.Where(kind => kind.Version == version).OrderBy(kind => kind.Plural, StringComparer.Ordinal).Select(kind => (JsonNode)Resource(kind))]),
                ["freshness"] = "Current",
            })]),
        };
    }

    private static JsonObject Resource(ResourceKind kind)
    {
        var resource = new JsonObject
        {
            ["resource"] = kind.Plural,
            ["responseKind"] = Kind(kind, kind.Kind),
            ["scope"] = kind.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = kind.Singular,
            ["verbs"] = Discovery.Strings(kind.Verbs),
        };
        if (kind.ShortNames.Count > 0)
            resource["shortNames"] = Discovery.Strings(kind.ShortNames);
        if (kind.Categories.Count > 0)
            resource["categories"] = Discovery.Strings(kind.Categories);
        if (kind.Subresources.Count > 0)
            resource["subresources"] = new JsonArray([.. kind.Subresources.OrderBy(part => part.Name, StringComparer.Ordinal).Select(part => (JsonNode)Part(kind, part))]);
        return resource;
    }

    private static JsonObject Part(ResourceKind kind, Subresource part) => new()
    {
        ["subresource"] = part.Name,
        ["responseKind"] = part.Group is null ? Kind(kind, part.Kind ?? kind.Kind) : new JsonObject { ["group"] = part.Group, ["version"] = part.Version, ["kind"] = part.Kind },
        ["verbs"] = Discovery.Strings(part.Verbs),
    };

    // Built-in kinds leave group and version to the document; custom ones repeat them.
    private static JsonObject Kind(ResourceKind kind, string name) => kind.Custom is null
        ? new() { ["group"] = "", ["version"] = "", ["kind"] = name }
        : new() { ["group"] = kind.Group, ["version"] = kind.Version, ["kind"] = name };
}
