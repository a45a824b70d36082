using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>How much memory in huge pages a pod asks for.</summary>
internal static class HugePagesReading
{
    /// <summary>Init containers count like the others, and where the pod itself says an amount, the larger one counts.</summary>
    public static IReadOnlyDictionary<string, long> Amounts(JsonNode? spec, IReadOnlyList<PodContainer> containers) =>
        containers.Select(container => (JsonNode?)container.Value).Append(spec)
            .SelectMany(ResourceReading.Names)
            .Where(name => name.StartsWith(Words.HugePages, StringComparison.Ordinal))
            .Distinct()
            .ToDictionary(name => name[Words.HugePages.Length..], name => Math.Max(Amount(spec, name), Sum(containers, name)));

    private static long Sum(IReadOnlyList<PodContainer> containers, string name) =>
        (long)Math.Min(long.MaxValue, containers.Sum(container => (decimal)Amount(container.Value, name)));

    private static long Amount(JsonNode? holder, string name) =>
        (holder.At("resources", "limits", name) ?? holder.At("resources", "requests", name)) is { } amount ? Quantity.Bytes(amount) : 0;
}
