using CsCheck;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;

namespace KubeDaq.Api.Tests.Serialization;

public sealed class KubeDaqJsonTests
{
    private static readonly DateTimeOffset _time = new(2026, 11, 24, 14, 2, 3, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"metadata":{"name":"coldbox"},"spec":{"applications":[{"name":"a","ports":[{"name":"data"}]}]}}""")]
    [InlineData("""{"metadata":{"name":"coldbox"},"spec":{"applications":[{"name":"a","replicas":null,"cards":null,"template":null,"ports":[{"name":"data","protocol":null}]}]}}""")]
    public void Fields_left_out_or_null_have_their_defaults(string json)
    {
        var partition = KubeDaqJson.Read<Partition>(json);
        var application = Assert.Single(partition.Spec.Applications);
        Assert.Equal(1, application.Replicas);
        Assert.Empty(application.Cards);
        Assert.Empty(application.Template);
        Assert.Equal("TCP", Assert.Single(application.Ports).Protocol);
        Assert.Equal(DesiredState.Running, partition.Spec.State);
        Assert.Equal("Partition", partition.Kind);
        Assert.Equal("dune.daq/v1alpha1", partition.ApiVersion);
    }

    [Fact]
    public void A_partition_is_written_in_the_order_of_Kubernetes_without_nulls_and_empty_lists()
    {
        var partition = new Partition
        {
            Metadata = new ObjectMeta { Name = "coldbox", CreationTimestamp = _time.AddMilliseconds(7).ToOffset(TimeSpan.FromHours(1)) },
            Spec = new PartitionSpec { WhenBusy = WhenBusy.Fail, Applications = [new Application { Name = "a", Replicas = 0 }] },
        };
        Assert.Equal(
            """{"apiVersion":"dune.daq/v1alpha1","kind":"Partition","metadata":{"name":"coldbox","creationTimestamp":"2026-11-24T14:02:03Z"},"spec":{"state":"Running","whenBusy":"Fail","priority":0,"applications":[{"name":"a","replicas":0}]}}""",
            KubeDaqJson.Write(partition));
    }

    [Fact]
    public void A_card_says_its_holders_for_the_table()
    {
        var lease = new CardLease { Namespace = "np04", Partition = "coldbox", Uid = "1", RequestedBy = "gcrone", Since = _time };
        var status = new ReadoutCardStatus { UnitLeases = [new() { Unit = "data0", Lease = lease }, new() { Unit = "data1", Lease = lease with { Partition = "vd" } }] };
        var written = KubeDaqJson.ToNode(new ReadoutCard { Status = status })["status"]!;
        Assert.Equal("np04/coldbox,np04/vd", (string?)written["holder"]);
        Assert.Equal("gcrone", (string?)written["requestedBy"]);
        Assert.Equal("2026-11-24T14:02:03Z", (string?)written["heldSince"]);
    }

    [Fact]
    public void Unknown_fields_from_a_newer_server_are_passed_over() =>
        Assert.Equal("a", KubeDaqJson.Read<Partition>("""{"metadata":{"name":"a","managedFields":[]},"later":1}""").Metadata.Name);

    [Fact]
    public void Every_partition_comes_back_as_it_was_written() => Generated.Partition.Sample(partition =>
        KubeDaqJson.Same(partition, KubeDaqJson.Read<Partition>(KubeDaqJson.Write(partition))), iter: 500);

    [Fact]
    public void Same_compares_what_lists_hold()
    {
        Assert.True(KubeDaqJson.Same(new PartitionStatus { Cards = ["a"] }, new PartitionStatus { Cards = ["a"] }));
        Assert.False(KubeDaqJson.Same(new PartitionStatus { Cards = ["a"] }, new PartitionStatus { Cards = ["b"] }));
    }
}
