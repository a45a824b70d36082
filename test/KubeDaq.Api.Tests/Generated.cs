using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Api.Tests;

/// <summary>Generators of resource objects.</summary>
internal static class Generated
{
    public static Gen<string> Label { get; } = Gen.Char["abcdefgh0123456789"].Array[1, 8].Select(letters => new string(letters));

    private static Gen<DateTimeOffset> Time { get; } =
        Gen.Int[0, 1_000_000].Select(second => new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero).AddSeconds(second));

    private static Gen<IReadOnlyDictionary<string, string>> Labels { get; } =
        Gen.Dictionary(Label, Label)[1, 3].Select(labels => (IReadOnlyDictionary<string, string>)labels);

    private static Gen<CardClaim> Claim { get; } = Gen.OneOf(
        Gen.Select(Label, Label.Null(), (name, unit) => new CardClaim { Name = name, Unit = unit }),
        Labels.Select(labels => new CardClaim { Selector = new LabelSelector { MatchLabels = labels } }));

    private static Gen<Application> Application { get; } =
        from name in Label
        from replicas in Gen.Int[0, 3]
        from cards in Claim.List[0, 3]
        from ports in Label.List[0, 3]
        from networks in Label.List[0, 2]
        from after in Label.List[0, 2]
        select new Application
        {
            Name = name,
            Replicas = replicas,
            Cards = cards,
            Ports = [.. ports.Select(port => new PortClaim { Name = port })],
            DataNetworks = networks,
            StartAfter = after,
            Template = new JsonObject { ["spec"] = new JsonObject { ["hostNetwork"] = true } },
        };

    private static Gen<PartitionStatus> Status { get; } =
        from phase in Gen.Enum<PartitionPhase>()
        from since in Time
        from message in Gen.String
        from cards in Label.List[0, 3]
        select new PartitionStatus { Phase = phase, Since = since, Message = message, Cards = cards };

    public static Gen<Partition> Partition { get; } =
        from name in Label
        from labels in Labels
        from created in Time
        from state in Gen.Enum<DesiredState>()
        from priority in Gen.Int[-5, 5]
        from applications in Application.List[0, 3]
        from status in Status.Null()
        select new Partition
        {
            Metadata = new ObjectMeta { Name = name, Labels = labels, CreationTimestamp = created },
            Spec = new PartitionSpec { State = state, Priority = priority, Applications = applications },
            Status = status,
        };
}
