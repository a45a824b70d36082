using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>How firmly a pod's resources are promised.</summary>
internal static class QualityOfService
{
    private static readonly string[] Counted = ["cpu", "memory"];

    /// <summary>BestEffort, Burstable or Guaranteed.</summary>
    public static string Of(JsonObject spec)
    {
        var containers = spec.Maps("initContainers").Concat(spec.Maps("containers")).ToList();
        if (containers.All(container => Counted.All(name => container.At("resources", "limits", name) is null && container.At("resources", "requests", name) is null)))
            return "BestEffort";
        return containers.All(container => Counted.All(name => Promised(container, name))) ? "Guaranteed" : "Burstable";
    }

    private static bool Promised(JsonObject container, string name) =>
        Quantity.TryParse(container.At("resources", "limits", name), out var limit)
        && Quantity.TryParse(container.At("resources", "requests", name) ?? container.At("resources", "limits", name), out var request)
        && limit.CompareTo(request) == 0;
}
