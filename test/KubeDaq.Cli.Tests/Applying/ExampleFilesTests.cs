using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Planning;

namespace KubeDaq.Cli.Tests.Applying;

/// <summary>The files of examples/np04 are what a newcomer tries first.</summary>
public sealed class ExampleFilesTests
{
    private static readonly IReadOnlyList<FileObject> Files = new ManifestFiles(TextReader.Null).Read([Path.Combine(Repository.Root, "examples", "np04")]);

    private static readonly IReadOnlyList<Partition> Partitions = [.. Files.Select(f => f.Meaning).OfType<Partition>()];

    [Fact]
    public void They_are_valid_and_in_their_namespace()
    {
        Assert.Equal(["coldbox", "vd"], Partitions.Select(p => p.Metadata.Name));
        Assert.All(Partitions, p => Assert.Equal("np04", p.Metadata.Namespace));
        Assert.Null(Files[0].Meaning);
    }

    [Fact]
    public void On_the_test_stand_one_runs_and_the_other_waits_for_their_common_card()
    {
        var plan = Planner.Make(Stand with { Partitions = RackReader.Merge([], Partitions, DateTimeOffset.UnixEpoch) });

        var coldbox = plan.Partitions[new ObjectName("np04", "coldbox")];
        Assert.Equal(Verdict.Hold, coldbox.Verdict);
        Assert.Equal(["daq2", "daq6"], coldbox.Replicas.SelectMany(r => r.Cards).Select(c => c.Host));
        var vd = plan.Partitions[new ObjectName("np04", "vd")];
        Assert.Equal(Verdict.Wait, vd.Verdict);
        Assert.Contains("coldbox", Assert.Single(vd.Obstacles).Message);
    }

    private static Rack Stand => new()
    {
        Hosts = [Host("daq2", "127.0.102.2", "apa001"), Host("daq6", "127.0.102.6", "apa002"), Host("daq7", "127.0.102.7")],
        Cards = [Card("apa001", "daq2"), Card("apa002", "daq6")],
    };

    private static DaqHost Host(string name, string address, params string[] cards) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Status = new DaqHostStatus
        {
            Cards = cards,
            Networks = [new HostNetwork { Name = "daq", Address = address }],
            Conditions = [new Condition { Type = "Ready", Status = "True", Reason = "Simulated" }],
        },
    };

    private static ReadoutCard Card(string name, string host) => new()
    {
        Metadata = new ObjectMeta { Name = name },
        Spec = new ReadoutCardSpec { Host = host, PciAddress = "0000:3b:00.0", Devices = ["/dev/flx0"] },
        Status = new ReadoutCardStatus { Health = CardHealth.Healthy, ResourceNames = [KubeDaq.Api.ApiGroup.ResourceName(name)] },
    };
}
