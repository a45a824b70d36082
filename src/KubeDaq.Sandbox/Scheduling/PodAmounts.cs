using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Scheduling;

/// <summary>Adds up what the containers of a pod request.</summary>
internal static class PodAmounts
{
    /// <summary>
    /// The pod's own requests: all containers and sidecars together, or the largest init container with the sidecars started before it,
    /// whichever is more; and the overhead.
    /// </summary>
    public static IReadOnlyDictionary<string, long> Of(JsonObject pod)
    {
        var running = new Dictionary<string, long>();
        var peak = new Dictionary<string, long>();
        foreach (var container in pod.Maps("spec", "initContainers"))
        {
            var own = Read(container.At("resources", "requests"));
            var sidecar = container.Text("restartPolicy") == "Always";
            if (sidecar)
                Add(running, own);
            foreach (var (name, amount) in own)
                peak[name] = Math.Max(peak.GetValueOrDefault(name), sidecar ? running[name] : running.GetValueOrDefault(name) + amount);
        }
        foreach (var container in pod.Maps("spec", "containers"))
            Add(running, Read(container.At("resources", "requests")));
        foreach (var (name, amount) in peak)
            running[name] = Math.Max(running.GetValueOrDefault(name), amount);
        Add(running, Read(pod.At("spec", "overhead")));
        return running;
    }

    /// <summary>Amounts of a list of resources: thousandths of a cpu, else whole units.</summary>
    public static Dictionary<string, long> Read(JsonNode? resources) => (resources as JsonObject ?? [])
        .ToDictionary(pair => pair.Key, pair => Amount(pair.Key, pair.Value));

    private static long Amount(string name, JsonNode? value) =>
        !Quantity.TryParse(value, out var quantity) ? 0 : name == "cpu" ? quantity.Millis : quantity.Units;

    private static void Add(Dictionary<string, long> sum, Dictionary<string, long> amounts)
    {
        foreach (var (name, amount) in amounts)
            sum[name] = sum.GetValueOrDefault(name) + amount;
    }
}
