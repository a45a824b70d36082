using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Which fields two versions of an object differ in.</summary>
internal static class FieldDiff
{
    // A pod always has this list, if only without items: it is never new itself.
    private const string AlwaysThere = "f:containers";

    /// <summary>The fields that a value sets.</summary>
    public static FieldSet Of(Shape shape, JsonNode? value)
    {
        var set = new FieldSet();
        Fill(set, shape, value, isItem: false);
        return set;
    }

    /// <summary>Fields that are new or have another value, and fields that are gone.</summary>
    public static (FieldSet Changed, FieldSet Removed) Between(Shape shape, JsonNode? old, JsonNode? value)
    {
        var (changed, removed) = (new FieldSet(), new FieldSet());
        Compare(shape, old, value, changed, removed);
        return (changed, removed);
    }

    private static void Fill(FieldSet set, Shape shape, JsonNode? value, bool isItem)
    {
        var parts = ListKeys.Parts(shape, value)?.ToList();
        set.IsMember = isItem || parts is not { Count: > 0 };
        foreach (var (name, part, inner) in parts ?? [])
            Fill(set.Part(name), inner, part, isItem: name[0] != 'f');
    }

    private static void Compare(Shape shape, JsonNode? old, JsonNode? value, FieldSet changed, FieldSet removed)
    {
        var before = ListKeys.Parts(shape, old)?.ToList();
        var after = ListKeys.Parts(shape, value)?.ToList();
        if (before is null || after is null)
        {
            changed.IsMember = !JsonNode.DeepEquals(old, value);
            return;
        }
        foreach (var (name, part, inner) in after)
        {
            if (!ListKeys.Has(shape, old, name))
                Added(changed.Part(name), inner, part, name[0] != 'f', name);
            else
                Compare(inner, ListKeys.Find(shape, old, name), part, changed.Part(name), removed.Part(name));
        }
        foreach (var (name, part, inner) in before)
        {
            if (!ListKeys.Has(shape, value, name))
                Added(removed.Part(name), inner, part, isItem: true);
        }
    }

    // A list, or a map under free keys, that is new is itself a change, besides its parts.
    private static void Added(FieldSet set, Shape shape, JsonNode? value, bool isItem, string own = "")
    {
        var parts = ListKeys.Parts(shape, value)?.ToList();
        set.IsMember = isItem || parts is not { Count: > 0 } || (value is JsonArray && own != AlwaysThere) || (value is JsonObject && shape.HasFreeKeys);
        foreach (var (name, part, inner) in parts ?? [])
            Added(set.Part(name), inner, part, name[0] != 'f' || (isItem && shape.HasFreeKeys), name);
    }
}
