using KubeDaq.Api.DaqHosts;
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

    /// <summary>The same card, as an agent tells of it.</summary>
    public static ReadoutCard Found { get; } = Apa001 with
    {
        Status = Apa001.Status! with
        {
            ResourceNames = ["dune.daq/flxcard-apa001"],
            Pods = ["np04/coldbox-readout-apa001-0"],
            Hardware = new CardHardware
            {
                PciId = "10dc:0427", Slot = "4", Serial = "00-0a-35-00-01-ab-cd-ef", Firmware = "register map 5.0", Driver = "flx", DriverVersion = "4.5.0", NumaNode = 1,
                Link = "8.0 GT/s x8", Detector = "APA 1", Endpoints = ["0000:3b:00.0", "0000:3c:00.0"],
            },
        },
    };

    public static DaqHost Daq6 { get; } = new()
    {
        Metadata = new ObjectMeta { Name = "daq6", CreationTimestamp = Now.AddDays(-3) },
        Status = new DaqHostStatus
        {
            Cards = ["apa001"],
            OfferMode = "DevicePlugin",
            AgentVersion = "0.1.0",
            Networks = [new HostNetwork { Name = "daq", Interface = "ens1f0", Address = "10.73.138.6" }],
            Interfaces = [new HostInterface { Name = "ens1f0", SpeedMbps = 100000, State = "up", Mtu = 9000 }, new HostInterface { Name = "eno1", SpeedMbps = 1000, State = "down" }],
            HugePages = [new HostHugePages { Size = "1Gi", NumaNode = 1, Total = 16 }],
            NumaNodes = [new HostNumaNode { Id = 0, Cpus = "0-15" }, new HostNumaNode { Id = 1, Cpus = "16-31", Memory = "94Gi" }],
            Drivers = [new HostDriver { Name = "flx", Version = "4.5.0" }],
            Cvmfs = ["dunedaq.opensciencegrid.org"],
            CvmfsRepositories =
            [
                new CvmfsRepository { Name = "dunedaq.opensciencegrid.org", Ready = true },
                new CvmfsRepository { Name = "dune.opensciencegrid.org", Message = "does not answer within 5 s" },
            ],
            Conditions = [new Condition { Type = "Ready", Status = "True", Reason = "Reporting" }],
        },
    };
}
