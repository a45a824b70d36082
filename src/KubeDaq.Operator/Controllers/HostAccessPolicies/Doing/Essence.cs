using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;

/// <summary>The part of an object that is ours: the server and other people may add to the rest.</summary>
internal static class Essence
{
    private static readonly string[] NotOurs = ["metadata", "status", "kind", "apiVersion"];

    /// <summary>What of an object must be as it is wanted.</summary>
    public static JsonObject Of(JsonObject value, JsonObject wanted)
    {
        var essence = new JsonObject
        {
            ["labels"] = Pick(value, wanted, "labels"),
            ["annotation"] = value["metadata"]?["annotations"]?[HostAccessNames.CompiledFrom]?.DeepClone(),
            ["owners"] = wanted["metadata"]?["ownerReferences"] is null ? null : value["metadata"]?["ownerReferences"]?.DeepClone(),
        };
        foreach (var (name, field) in value.Where(field => !NotOurs.Contains(field.Key)))
            essence[name] = field?.DeepClone();
        return essence;
    }

    /// <summary>The object that is there, made as it is wanted.</summary>
    public static JsonObject Merge(JsonObject there, JsonObject wanted)
    {
        var merged = wanted.DeepClone().AsObject();
        var metadata = there["metadata"]!.DeepClone().AsObject();
        metadata.Remove("managedFields");
        foreach (var part in new[] { "labels", "annotations" })
        {
            foreach (var (name, value) in wanted["metadata"]?[part] as JsonObject ?? [])
            {
                metadata[part] ??= new JsonObject();
                metadata[part]![name] = value?.DeepClone();
            }
        }

        if (wanted["metadata"]?["ownerReferences"] is { } owners)
            metadata["ownerReferences"] = owners.DeepClone();
        merged["metadata"] = metadata;
        return merged;
    }

    private static JsonObject Pick(JsonObject value, JsonObject wanted, string part) =>
        new((wanted["metadata"]?[part] as JsonObject ?? []).Select(entry => KeyValuePair.Create(entry.Key, value["metadata"]?[part]?[entry.Key]?.DeepClone())));
}
