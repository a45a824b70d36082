using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Probes;

/// <summary>How and when a container is asked how it is.</summary>
internal sealed record Probe(JsonObject Action, TimeSpan InitialDelay, TimeSpan Period, TimeSpan Timeout, long SuccessThreshold, long FailureThreshold)
{
    /// <summary>Reads a probe; null where there is none.</summary>
    public static Probe? Of(JsonNode? probe) => probe is not JsonObject value ? null : new(
        value,
        Seconds(value, "initialDelaySeconds", 0),
        Seconds(value, "periodSeconds", 10),
        Seconds(value, "timeoutSeconds", 1),
        value.Number("successThreshold") ?? 1,
        value.Number("failureThreshold") ?? 3);

    private static TimeSpan Seconds(JsonObject probe, string field, long otherwise) =>
        TimeSpan.FromSeconds(probe.Number(field) is { } seconds and > 0 ? seconds : otherwise);
}
