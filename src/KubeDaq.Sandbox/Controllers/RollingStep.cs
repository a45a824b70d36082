using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>One step of a rolling update: how many pods each ReplicaSet is to have now.</summary>
/// <param name="Current">Of the present template.</param>
/// <param name="Old">Of the old ones, by uid.</param>
internal sealed record RollingStep(long Current, IReadOnlyDictionary<string, long> Old)
{
    /// <summary>The next step that keeps to maxSurge and maxUnavailable.</summary>
    public static RollingStep Next(JsonObject deployment, JsonObject? current, IReadOnlyList<JsonObject> old)
    {
        var wanted = deployment.Number("spec", "replicas") ?? 1;
        var limits = deployment.At("spec", "strategy", "rollingUpdate");
        var surge = Share(limits.At("maxSurge") ?? "25%", wanted, up: true);
        var missing = Share(limits.At("maxUnavailable") ?? "25%", wanted, up: false);
        if (surge == 0 && missing == 0)
            missing = 1;
        var have = Replicas(current);
        var all = have + old.Sum(Replicas);
        var next = have >= wanted ? wanted : Math.Min(wanted, have + Math.Max(0, wanted + surge - all));
        return new(next, ShrinkOld(old, wanted - missing, current));
    }

    private static Dictionary<string, long> ShrinkOld(IReadOnlyList<JsonObject> old, long least, JsonObject? current)
    {
        var counts = old.ToDictionary(set => set.Uid(), Replicas);
        var available = Available(current) + old.Sum(Available);
        // What is not available anyway goes first; then as many available ones as may be missing.
        foreach (var set in old)
        {
            var idle = Math.Max(0, counts[set.Uid()] - Available(set));
            counts[set.Uid()] -= idle;
        }
        var spare = Math.Max(0, available - least);
        foreach (var set in old)
        {
            var cut = Math.Min(spare, counts[set.Uid()]);
            counts[set.Uid()] -= cut;
            spare -= cut;
        }
        return counts;
    }

    private static long Share(JsonNode limit, long wanted, bool up)
    {
        if (limit.Number() is { } number)
            return number;
        var share = long.TryParse((limit.Text() ?? "").TrimEnd('%'), out var percent) ? percent * wanted : 0;
        return up ? (share + 99) / 100 : share / 100;
    }

    private static long Replicas(JsonObject? set) => set is null ? 0 : set.Number("spec", "replicas") ?? 1;

    private static long Available(JsonObject? set) => set.Number("status", "availableReplicas") ?? 0;
}
