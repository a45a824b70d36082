using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>What is wrong with the resources of a container.</summary>
internal static class ResourceRules
{
    /// <summary>The complaints.</summary>
    public static IEnumerable<Cause> Validate(JsonObject container, string path)
    {
        var limits = container.Map("resources", "limits") ?? [];
        var requests = container.Map("resources", "requests") ?? [];
        return limits.SelectMany(pair => Amount(pair.Key, pair.Value, $"{path}.limits"))
            .Concat(requests.SelectMany(pair => Amount(pair.Key, pair.Value, $"{path}.requests").Concat(Fit(pair.Key, pair.Value, limits[pair.Key], $"{path}.requests"))));
    }

    /// <summary>Whether a resource is one that others define, such as <c>dune.daq/flxcard-apa001</c>.</summary>
    public static bool IsExtended(string name) => name.Contains('/') && !IsNative(name) && !name.StartsWith("requests.", StringComparison.Ordinal);

    private static bool IsNative(string name) => !name.Contains('/') || name.Contains("kubernetes.io/", StringComparison.Ordinal);

    private static bool CanOvercommit(string name) => !IsExtended(name) && !name.StartsWith("hugepages-", StringComparison.Ordinal);

    private static IEnumerable<Cause> Amount(string name, JsonNode? value, string path)
    {
        var at = $"{path}[{name}]";
        foreach (var complaint in Names.QualifiedName(name))
            yield return Cause.InvalidValue(at, name, complaint);
        if (!name.Contains('/') && name is not ("cpu" or "memory" or "ephemeral-storage") && !name.StartsWith("hugepages-", StringComparison.Ordinal))
        {
            yield return Cause.InvalidValue(at, name, "must be a standard resource type or fully qualified");
            yield return Cause.InvalidValue(at, name, "must be a standard resource for containers");
        }
        if (!Quantity.TryParse(value, out var quantity))
            yield break;
        if (quantity.Nanos.Sign < 0)
            yield return Cause.InvalidValue(at, value, "must be greater than or equal to 0");
        if (IsExtended(name) && !quantity.IsWhole)
            yield return Cause.InvalidValue(at, value, "must be an integer");
    }

    private static IEnumerable<Cause> Fit(string name, JsonNode? value, JsonNode? ceiling, string path)
    {
        if (!Quantity.TryParse(value, out var request))
            yield break;
        if (!Quantity.TryParse(ceiling, out var limit))
        {
            if (!CanOvercommit(name))
                yield return Cause.Required($"{path.Replace(".requests", ".limits")}", "Limit must be set for non overcommitable resources");
            yield break;
        }
        if (!CanOvercommit(name) && request.CompareTo(limit) != 0)
            yield return Cause.InvalidValue(path, value, $"must be equal to {name} limit of {limit}");
        else if (request.CompareTo(limit) > 0)
            yield return Cause.InvalidValue(path, value, $"must be less than or equal to {name} limit of {limit}");
    }
}
