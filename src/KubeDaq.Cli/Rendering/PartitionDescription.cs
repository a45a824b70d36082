using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Cli.Rendering;

/// <summary>All about a partition.</summary>
internal static class PartitionDescription
{
    public static Description Of(Partition partition, IReadOnlyList<JsonObject> events, DateTimeOffset now)
    {
        var status = partition.Status;
        return new Description()
            .Field("Name", partition.Metadata.Name)
            .Field("Namespace", partition.Metadata.Namespace)
            .Field("Wanted", partition.Spec.State.ToString())
            .Field("Phase", status is null ? "not seen by the operator yet" : new Cell(status.Phase.ToString(), Shades.Of(status.Phase)))
            .Field("Since", Age.Since(status?.Since, now))
            .Field("Message", status?.Message)
            .Field("Requested by", partition.Spec.RequestedBy)
            .Field(partition.Spec.State == DesiredState.Running ? "Started by" : "Stopped by", partition.Spec.StateChangedBy)
            .Field("When busy", partition.Spec.WhenBusy.ToString())
            .Field("Priority", partition.Spec.Priority == 0 ? "" : $"{partition.Spec.Priority}")
            .Field("Cards held", string.Join(", ", status?.Cards ?? []))
            .Field("Taken away", TakenAway(status?.TakenAway))
            .Field("Age", Age.Since(partition.Metadata.CreationTimestamp, now))
            .Table("Applications", ["NAME", "READY", "CARDS", "STARTS AFTER", "MESSAGE"], partition.Spec.Applications.Select(a => Row(a, status)))
            .Table("Pods", ["POD", "HOST", "CARDS", "PORTS"], (status?.Applications ?? []).SelectMany(a => a.Pods).Select(Row))
            .Conditions(status?.Conditions, now)
            .Events(events, now);
    }

    private static IReadOnlyList<Cell> Row(Application application, PartitionStatus? status)
    {
        var seen = status?.Applications.FirstOrDefault(a => a.Name == application.Name);
        var claims = string.Join(',', application.Cards.Select(Claim));
        return [application.Name, seen is null ? Cell.Nothing : $"{seen.Ready}/{seen.Replicas}", claims, string.Join(',', application.StartAfter), seen?.Message];
    }

    private static IReadOnlyList<Cell> Row(ReplicaStatus replica) =>
    [
        replica.Pod,
        replica.Host,
        string.Join(',', replica.Cards),
        string.Join(',', (replica.Ports ?? new Dictionary<string, int>()).Select(p => $"{p.Key}={p.Value}")),
    ];

    private static string Claim(CardClaim claim)
    {
        var card = claim.Name ?? $"({string.Join(',', (claim.Selector?.MatchLabels ?? new Dictionary<string, string>()).Select(l => $"{l.Key}={l.Value}"))})";
        return claim.Unit is null ? card : $"{card}/{claim.Unit}";
    }

    private static string? TakenAway(TakenCard? taken) => taken is null ? null : $"card {taken.Card} by {taken.By}: {taken.Reason}";
}
