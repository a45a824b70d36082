using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Apply;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Patching;

/// <summary>Strategic merge patch: a merge patch that also merges lists, by the key that their items have, and takes orders in fields that begin with $.</summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string DeleteItems = "$deleteFromPrimitiveList/";
    private const string Order = "$setElementOrder/";

    /// <summary>The target with the patch merged in; the target may be changed.</summary>
    /// <exception cref="PatchException">An order is not understood.</exception>
    public static JsonNode? Apply(ResourceKind kind, JsonObject target, JsonObject patch) => Map(Shape.Of(kind), target, patch);

    private static JsonObject? Map(Shape shape, JsonObject target, JsonObject patch)
    {
        switch (patch.Text(Directive))
        {
            case "replace":
                return Plain(patch);
            case "delete":
                return [];
            case null or "merge":
                break;
            case var other:
                throw new PatchException($"unknown patch type: {other} in map: {Http.GoText.OfMap(patch)}");
        }
        if (patch[RetainKeys] is JsonArray retained)
        {
            foreach (var key in target.Select(pair => pair.Key).Where(key => !retained.Any(one => one.AsText() == key)).ToList())
                target.Remove(key);
        }
        foreach (var (key, change) in patch)
        {
            if (key[0] != '$' || key.StartsWith("$ref", StringComparison.Ordinal))
                Field(shape.Field(key), target, key, change, patch[Order + key] as JsonArray);
        }
        foreach (var (key, order) in patch.Where(pair => pair.Key.StartsWith(Order, StringComparison.Ordinal) && !patch.ContainsKey(pair.Key[Order.Length..])))
        {
            if (target[key[Order.Length..]] is JsonArray list)
                target[key[Order.Length..]] = MergedOrder.Of(shape.Field(key[Order.Length..]).PatchKey, [.. list], list, order as JsonArray ?? []);
        }
        foreach (var (key, items) in patch.Where(pair => pair.Key.StartsWith(DeleteItems, StringComparison.Ordinal)))
            Delete(target[key[DeleteItems.Length..]] as JsonArray, items as JsonArray ?? []);
        return target;
    }

    private static void Field(Shape shape, JsonObject target, string key, JsonNode? change, JsonArray? order)
    {
        switch (change, target[key])
        {
            case (null, _):
                target.Remove(key);
                break;
            case (JsonObject map, var old):
                var merged = map.Text(Directive) == "delete" ? null : Map(shape, old as JsonObject ?? [], map);
                if (merged is null)
                    target.Remove(key);
                else if (!ReferenceEquals(merged, old))
                    target[key] = merged;
                break;
            case (JsonArray items, JsonArray list) when shape.IsSet:
                foreach (var item in items.Where(item => !list.Any(one => JsonNode.DeepEquals(one, item))))
                    list.Add(item?.DeepClone());
                break;
            case (JsonArray items, var old) when shape.PatchKey is { } by:
                target[key] = Items(shape, by, old as JsonArray ?? [], items, order ?? items);
                break;
            default:
                target[key] = change.DeepClone();
                break;
        }
    }

    private static JsonArray Items(Shape shape, string by, JsonArray live, JsonArray patch, JsonArray order)
    {
        var list = new List<JsonNode?>(live.Select(item => item?.DeepClone()));
        if (patch.OfType<JsonObject>().Any(item => item.Text(Directive) == "replace" && item.Count == 1))
            return new([.. patch.OfType<JsonObject>().Where(item => item.Count > 1 || item.Text(Directive) is null).Select(item => (JsonNode)Plain(item))]);
        foreach (var item in patch.OfType<JsonObject>())
        {
            var key = item[by] ?? throw new PatchException($"map: {Http.GoText.OfMap(item)} does not contain declared merge key: {by}");
            var at = list.FindIndex(one => one is JsonObject map && JsonNode.DeepEquals(map[by], key));
            Item(shape.Item, list, at, item);
        }
        return MergedOrder.Of(by, list, live, order);
    }

    private static void Item(Shape shape, List<JsonNode?> list, int at, JsonObject item)
    {
        switch (item.Text(Directive))
        {
            case "delete":
                if (at >= 0)
                    list.RemoveAt(at);
                break;
            case null or "merge" or "replace" when at < 0:
                list.Add(Plain(item));
                break;
            case "replace":
                list[at] = Plain(item);
                break;
            case null or "merge":
                list[at] = Map(shape, (JsonObject)list[at]!, item);
                break;
            case var other:
                throw new PatchException($"unrecognized type: {other}");
        }
    }

    private static void Delete(JsonArray? list, JsonArray items)
    {
        foreach (var gone in list?.Where(one => items.Any(item => JsonNode.DeepEquals(item, one))).ToList() ?? [])
            list!.Remove(gone);
    }

    /// <summary>A patch as the value that it makes of nothing.</summary>
    private static JsonObject Plain(JsonObject patch)
    {
        var value = new JsonObject();
        foreach (var (key, change) in patch.Where(pair => pair.Value is not null && pair.Key[0] != '$'))
            value[key] = Plain(change!);
        return value;
    }

    private static JsonNode Plain(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.Object => Plain(node.AsObject()),
        JsonValueKind.Array => new JsonArray([.. node.AsArray().Where(item => item.Text(Directive) != "delete").Select(item => item is null ? null : Plain(item))]),
        _ => node.DeepClone(),
    };
}
