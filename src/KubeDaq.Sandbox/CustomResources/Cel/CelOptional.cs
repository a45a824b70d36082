using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>Something or nothing: what <c>a.?b</c> and <c>a[?'b']</c> give.</summary>
internal sealed record CelOptional(bool HasValue, object? Value)
{
    private static readonly CelOptional None = new(false, null);

    /// <summary>A field that may be absent, of an owner that may itself be.</summary>
    public static CelOptional Select(object? owner, object? key)
    {
        if (owner is CelOptional outer)
            return outer.HasValue ? Select(outer.Value, key) : None;
        return (owner, key) switch
        {
            (JsonObject map, string name) => map.TryGetPropertyValue(name, out var value) ? new(true, CelValues.Of(value)) : None,
            (List<object?> list, decimal at) => at >= 0 && at < list.Count ? new(true, list[(int)at]) : None,
            _ => throw new CelException("no such overload"),
        };
    }
}
