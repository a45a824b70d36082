namespace KubeDaq.Sandbox.CustomResources.Cel;

/// <summary>What CEL does with each item of a list, or each key of a map.</summary>
internal static class CelMacros
{
    /// <summary>Whether a function is one.</summary>
    public static bool Has(string name) => name is "all" or "exists" or "exists_one" or "filter" or "map";

    /// <summary>Runs one.</summary>
    public static object? Run(string name, object? target, Func<object?, object?> body)
    {
        var items = CelValues.Items(target);
        return name switch
        {
            "all" => items.All(item => CelValues.True(body(item))),
            "exists" => items.Any(item => CelValues.True(body(item))),
            "exists_one" => items.Count(item => CelValues.True(body(item))) == 1,
            "filter" => items.Where(item => CelValues.True(body(item))).ToList(),
            _ => items.Select(body).ToList(),
        };
    }
}
