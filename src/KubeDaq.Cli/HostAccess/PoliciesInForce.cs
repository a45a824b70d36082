using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Governing;

namespace KubeDaq.Cli.HostAccess;

/// <summary>The policies by which a cluster judges, and where that is not what stands in the policies themselves, why.</summary>
/// <param name="Policies">The policies.</param>
/// <param name="Notes">What a reader should know, each as a sentence.</param>
internal sealed record PoliciesInForce(IReadOnlyList<HostAccessPolicy> Policies, IReadOnlyList<string> Notes)
{
    private static readonly ObjectName Compiled = new("", HostAccessNames.CompiledPolicy);

    public static async Task<PoliciesInForce> ReadAsync(Session session, CancellationToken stop)
    {
        var written = await session.Policies.ListAsync(null, null, stop);
        try
        {
            var admission = await session.Connection.Client(GoverningKinds.AdmissionPolicy).GetAsync(Compiled, stop);
            var binding = await session.Connection.Client(GoverningKinds.AdmissionBinding).GetAsync(Compiled, stop);
            return Of(written, admission, binding);
        }
        catch (ApiException e) when (e.IsForbidden || e.IsNotFound)
        {
            // Who may not see what is in force is told by what is written: the two differ for moments, or after a mistake that the policy itself shows.
            return new PoliciesInForce(written, [.. written.Where(IsRefused).Select(NotInForce)]);
        }
    }

    internal static PoliciesInForce Of(IReadOnlyList<HostAccessPolicy> written, JsonObject? admission, JsonObject? binding)
    {
        if (admission is null || CompiledSet.Read(admission) is not { } set)
            return new PoliciesInForce(written, [$"the cluster has no {HostAccessNames.CompiledPolicy}, so nothing is judged there: does the operator run?"]);
        var generations = set.Policies.DistinctBy(policy => policy.Metadata.Name).ToDictionary(policy => policy.Metadata.Name ?? "", policy => policy.Metadata.Generation);
        var late = written.Where(policy => !generations.TryGetValue(policy.Metadata.Name ?? "", out var generation) || generation != policy.Metadata.Generation);
        return new PoliciesInForce(set.Policies, [.. late.Select(NotInForce), .. Mode(binding)]);
    }

    private static bool IsRefused(HostAccessPolicy policy) => policy.Status?.Compiled == "False";

    private static string NotInForce(HostAccessPolicy policy) =>
        $"policy {policy.Metadata.Name} is not in force as it is written: {policy.Status?.Conditions.FirstOrDefault(one => one is { Type: "Compiled", Status: "False" })?.Message ?? "the operator has not compiled it yet"}";

    private static IEnumerable<string> Mode(JsonObject? binding)
    {
        var actions = (binding?["spec"]?["validationActions"] as JsonArray ?? []).Select(action => action?.ToString()).ToList();
        if (!actions.Contains("Deny"))
            yield return $"pods that no policy admits are made all the same, {(actions.Contains("Warn") ? "with a warning: the operator runs with --host-access-mode Warn" : "and the audit log tells: the operator runs with --host-access-mode Audit")}";
    }
}
