using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Patching;

/// <summary>Orders a merged list: items that the patch names in its order, the others between them as they were in the live list.</summary>
internal static class MergedOrder
{
    /// <summary>The list in order.</summary>
    /// <param name="by">The key of its items; null for plain values.</param>
    /// <param name="items">The merged items.</param>
    /// <param name="live">The list before the patch.</param>
    /// <param name="order">The order that the patch gives.</param>
    public static JsonArray Of(string? by, IReadOnlyList<JsonNode?> items, JsonArray live, JsonArray order)
    {
        var named = items.Where(item => Place(by, order, item) >= 0).OrderBy(item => Place(by, order, item)).ToList();
        var start = 0;
        foreach (var item in items.Where(item => Place(by, order, item) < 0))
        {
            var was = Place(by, live, item);
            var at = named.FindIndex(start, one => Place(by, live, one) > was);
            at = at < 0 ? named.Count : at;
            named.Insert(at, item);
            start = at + 1;
        }
        return new([.. named.Select(item => item?.DeepClone())]);
    }

    private static int Place(string? by, JsonArray list, JsonNode? item)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (by is null ? JsonNode.DeepEquals(list[i], item) : JsonNode.DeepEquals((list[i] as JsonObject)?[by], (item as JsonObject)?[by]))
                return i;
        }
        return -1;
    }
}
