using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cli.Tests.Rendering;

/// <summary>A partition and a card as a cluster would show them.</summary>
internal static class Examples
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 14, 32, 0, TimeSpan.Zero);

    public static Partition Coldbox { get; } = new()
    {
        Metadata = new ObjectMeta { Name = "coldbox", Namespace = "np04", CreationTimestamp = Now.AddMinutes(-45), Generation = 2 },
        Spec = new PartitionSpec
        {
            RequestedBy = "gcrone",
            Applications =
            [
                new Application { Name = "data-writer", Ports = [new PortClaim { Name = "data" }] },
                new Application { Name = "readout-apa001", Cards = [new CardClaim { Name = "apa001" }], StartAfter = ["data-writer"] },
            ],
        },
        Status = new PartitionStatus
        {
            ObservedGeneration = 2,
            Phase = PartitionPhase.Starting,
            Since = Now.AddSeconds(-30),
            Message = "waits for readout-apa001",
            Cards = ["apa001"],
            Applications =
            [
                new ApplicationStatus
                {
                    Name = "data-writer", Ready = 1, Replicas = 1,
                    Pods = [new ReplicaStatus { Pod = "coldbox-data-writer-0", Host = "daq2", Ports = new Dictionary<string, int> { ["data"] = 30000 } }],
                },
                new ApplicationStatus
                {
                    Name = "readout-apa001", Replicas = 1, Message = "pulling its image",
                    Pods = [new ReplicaStatus { Pod = "coldbox-readout-apa001-0", Host = "daq6", Cards = ["apa001"] }],
                },
            ],
            Conditions = [new Condition { Type = "Ready", Status = "False", Reason = "Starting", Message = "1 of 2", LastTransitionTime = Now.AddSeconds(-30) }],
        },
    };

    public static ReadoutCard Apa001 { get; } = new()
    {
        Metadata = new ObjectMeta { Name = "apa001", CreationTimestamp = Now.AddDays(-3) },
        Spec = new ReadoutCardSpec { Kind = CardKind.Felix, Host = "daq6", PciAddress = "0000:3b:00.0", Devices = ["/dev/flx0"] },
        Status = new ReadoutCardStatus
        {
            Health = CardHealth.Healthy,
            LeaseNumber = 7,
            Lease = new CardLease
            {
                Namespace = "np04", Partition = "coldbox", Uid = "u", Pod = "readout-apa001-0", RequestedBy = "gcrone", Since = Now.AddMinutes(-30), Number = 7,
            },
            History = [new PastHold { Partition = "np04/vd", RequestedBy = "aolson", Since = Now.AddHours(-3), Until = Now.AddHours(-2), Reason = "by force, by aolson: hung" }],
        },
    };
}
