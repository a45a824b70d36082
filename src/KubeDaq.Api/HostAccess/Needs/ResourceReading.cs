using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>Huge pages and extended resources, which are host resources although "baseline" does not speak of them.</summary>
internal static class ResourceReading
{
    public static IEnumerable<string> Needs(JsonNode? holder)
    {
        var names = Names(holder).ToList();
        return names.Where(name => name.StartsWith(Words.HugePages, StringComparison.Ordinal))
            .Concat(names.Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => Words.Resource + name));
    }

    /// <summary>The names of what is asked for: a request without a limit counts too.</summary>
    public static IEnumerable<string> Names(JsonNode? holder) =>
        holder.Keys("resources", "limits").Union(holder.Keys("resources", "requests"));
}
