using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Declares the allotted host ports, so that the scheduler refuses a clash, and keeps the cluster's names usable on the host's network.</summary>
internal static class PodNetwork
{
    public static void Declare(JsonObject spec, PodInput input)
    {
        if (spec["hostNetwork"] is JsonValue value && value.TryGetValue<bool>(out var host) && host)
            spec["dnsPolicy"] ??= "ClusterFirstWithHostNet";
        if (input.Application.Ports.Count == 0 || PodContainers.Main(spec) is not { } container)
            return;
        var ports = PodContainers.List(container, "ports");
        foreach (var claim in input.Application.Ports)
        {
            if (input.Replica.Ports.TryGetValue(claim.Name, out var number))
                Declare(ports, claim, number);
        }
    }

    /// <summary>A port that the user has declared by the same name keeps its other fields.</summary>
    private static void Declare(JsonArray ports, PortClaim claim, int number)
    {
        var port = ports.OfType<JsonObject>().FirstOrDefault(p => (p["name"] as JsonValue)?.ToString() == claim.Name);
        if (port is null)
            ports.Add(port = new JsonObject { ["name"] = claim.Name });
        port["containerPort"] = number;
        port["hostPort"] = number;
        port["protocol"] = claim.Protocol;
    }
}
