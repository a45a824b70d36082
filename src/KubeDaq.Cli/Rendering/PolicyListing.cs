using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Rendering;

/// <summary>Host access policies as a table.</summary>
internal sealed class PolicyListing() : Listing("hap", Kinds.HostAccessPolicy, "hostaccesspolicies", "hostaccesspolicy", "policies", "policy", "hostaccesspolicies.dune.daq")
{
    public override IReadOnlyList<string> Heads(bool wide) =>
        wide
            ? ["NAME", "COMPILED", "ENFORCED", "ACCOUNTS", "AGE", "ALLOWS", "MAY BE USED BY"]
            : ["NAME", "COMPILED", "ENFORCED", "ACCOUNTS", "AGE", "ALLOWS"];

    public override IReadOnlyList<Cell> Row(JsonObject value, bool wide, DateTimeOffset now)
    {
        var policy = Read<HostAccessPolicy>(value);
        var status = policy.Status;
        IReadOnlyList<Cell> row =
        [
            policy.Metadata.Name, State(status?.Compiled), State(status?.Enforced), status is null ? Cell.Nothing : $"{status.AccountCount}",
            Age.Since(policy.Metadata.CreationTimestamp, now), status?.Allows,
        ];
        return wide ? [.. row, List(status?.Accounts)] : row;
    }

    public static Cell State(string? status) => status is null ? Cell.Nothing : new Cell(status, Shades.OfHealth(status));
}
