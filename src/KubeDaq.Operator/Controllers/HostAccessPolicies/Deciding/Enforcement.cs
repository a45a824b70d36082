using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

/// <summary>What the API server enforces, as its own objects say.</summary>
internal sealed record Enforcement
{
    /// <summary>The generation of each policy that is in force, by name.</summary>
    public required IReadOnlyDictionary<string, long?> Generations { get; init; }

    /// <summary>What happens to a pod that is not admitted; null where nothing does.</summary>
    public required HostAccessMode? Mode { get; init; }

    /// <summary>What the cluster says against the compiled expressions; null where nothing.</summary>
    public string? Warning { get; init; }

    public static Enforcement Of(JsonObject? policy, JsonObject? binding)
    {
        var set = policy is null ? CompiledSet.Empty : CompiledSet.Read(policy) ?? CompiledSet.Empty;
        return new()
        {
            Generations = set.Policies.DistinctBy(one => one.Metadata.Name).ToDictionary(one => one.Metadata.Name!, one => one.Metadata.Generation),
            Mode = policy is null || binding is null ? null : ModeOf(binding),
            Warning = policy is null ? null : WarningOf(policy),
        };
    }

    private static HostAccessMode? ModeOf(JsonObject binding)
    {
        var actions = PodReader.Items(binding["spec"]?["validationActions"]).Select(PodReader.Text).ToList();
        return actions.Contains("Deny") ? HostAccessMode.Deny
            : actions.Contains("Warn") ? HostAccessMode.Warn
            : actions.Contains("Audit") ? HostAccessMode.Audit
            : null;
    }

    private static string? WarningOf(JsonObject policy)
    {
        // Of an older version of it until the cluster has looked at this one.
        if (!JsonNode.DeepEquals(policy["status"]?["observedGeneration"], policy["metadata"]?["generation"]))
            return null;
        var warning = PodReader.Items(policy["status"]?["typeChecking"]?["expressionWarnings"]).FirstOrDefault();
        return warning is null ? null : $"{PodReader.Text(warning["fieldRef"])}: {PodReader.Text(warning["warning"])?.ReplaceLineEndings(" ")}";
    }
}
