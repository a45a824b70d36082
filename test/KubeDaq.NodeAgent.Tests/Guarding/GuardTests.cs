using CsCheck;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class GuardTests
{
    private static readonly string?[] Units = [null, "data0", "data1"];
    private static readonly string?[] Partitions = [null, "coldbox", "vd"];

    private static readonly Gen<CardPart> Parts = From(Units).Select(unit => new CardPart("apa002", unit));
    private static readonly Gen<PodRef> Pods = Gen.Int[0, 3].Select(number => new PodRef("np04", $"pod{number}", $"uid{number}"));
    private static readonly Gen<Requester> Requesters = Gen.Select(Pods, From(Partitions)).Select((pod, partition) => new Requester(pod, partition));
    private static readonly Gen<string?> Claims = From<string?>(null, "claim1", "claim2");
    private static readonly Gen<Grant> Grants = Gen.Select(Parts, Pods.Array[1, 2], Claims).Select((part, pods, claim) => new Grant { Part = part, Pods = pods, Claim = claim });
    private static readonly Gen<CardLease> Leases = From("coldbox", "vd").Select(name => new CardLease { Namespace = "np04", Partition = name, Uid = "1" });

    private static readonly Gen<ReadoutCard> Records =
        from maintenance in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from whole in Gen.Frequency((2, Gen.Const((CardLease?)null)), (1, Leases.Select(lease => (CardLease?)lease)))
        from unit in Gen.Frequency((2, Gen.Const((UnitLease?)null)), (1, Gen.Select(From("data0", "data1"), Leases).Select((name, lease) => (UnitLease?)new UnitLease { Unit = name, Lease = lease })))
        select new ReadoutCard { Spec = new() { Maintenance = maintenance }, Status = new() { Lease = whole, UnitLeases = unit is null ? [] : [unit] } };

    private static readonly Gen<GuardQuestion> Questions =
        from part in Parts
        from broken in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        from record in Records
        from claim in Claims
        from requesters in Requesters.Array[0, 3]
        from grants in Grants.Array[0, 3]
        select new GuardQuestion
        {
            Part = part, Claim = claim, Record = record, Requesters = requesters, Grants = grants,
            Card = broken ? TestCards.Apa002 with { Health = TestCards.Broken } : TestCards.Apa002,
        };

    [Fact]
    public void What_is_handed_over_is_in_the_way_of_nobody() => Questions.Sample(question =>
    {
        if (Guard.Judge(question) is not null)
            return;
        Assert.NotEmpty(question.Requesters);
        foreach (var grant in question.Grants.Where(grant => grant.Part.Overlaps(question.Part)))
        {
            Assert.All(question.Requesters, requester => Assert.Contains(requester.Pod, grant.Pods));
            Assert.Equal(question.Claim, grant.Claim);
        }
    }, iter: 20_000);

    [Fact]
    public void What_is_handed_over_is_well_and_held_by_the_partition_of_each_pod_that_may_get_it() => Questions.Sample(question =>
    {
        if (Guard.Judge(question) is not null)
            return;
        Assert.True(question.Card!.IsOfferable);
        Assert.False(question.Record!.Spec.Maintenance);
        var status = question.Record.Status!;
        var holders = status.UnitLeases.Where(unit => question.Part.Unit is null || unit.Unit == question.Part.Unit).Select(unit => unit.Lease);
        if (status.Lease is { } whole)
            holders = holders.Append(whole);
        Assert.All(question.Requesters, requester => Assert.All(holders, lease => Assert.Equal(lease.Partition, requester.Partition)));
        Assert.All(question.Requesters, requester => Assert.True(requester.Partition is null || holders.Any()));
    }, iter: 20_000);

    [Fact]
    public void Fewer_grants_and_fewer_pods_that_may_be_meant_never_make_it_refuse_more() => Questions.Sample(question =>
    {
        if (Guard.Judge(question) is not null)
            return;
        Assert.Null(Guard.Judge(question with { Grants = [.. question.Grants.Skip(1)] }));
        Assert.Null(Guard.Judge(question with { Requesters = [question.Requesters[0]] }));
    }, iter: 20_000);

    [Theory]
    [InlineData(null, "data0", true)]
    [InlineData("data0", "data0", true)]
    [InlineData("data0", "data1", false)]
    public void A_unit_is_in_the_way_of_itself_and_of_the_whole_card(string? left, string? right, bool overlap)
    {
        Assert.Equal(overlap, new CardPart("apa002", left).Overlaps(new("apa002", right)));
        Assert.Equal(overlap, new CardPart("apa002", right).Overlaps(new("apa002", left)));
        Assert.False(new CardPart("apa002", left).Overlaps(new("apa003", right)));
    }

    [Fact]
    public void Each_refusal_says_what_is_in_the_way()
    {
        var asks = new Requester(new("np04", "readout", "1"), "coldbox");
        var lease = new CardLease { Namespace = "np04", Partition = "coldbox", Uid = "1", Number = 7 };
        var fine = new GuardQuestion { Part = new("apa001"), Card = TestCards.Apa001, Record = new() { Status = new() { Lease = lease } }, Requesters = [asks] };
        Assert.Null(Guard.Judge(fine));
        var refusals = new[]
        {
            fine with { Card = null }, fine with { Card = TestCards.Apa001 with { Health = TestCards.Broken } }, fine with { Record = null },
            fine with { Record = fine.Record! with { Spec = new() { Maintenance = true } } }, fine with { Requesters = [] },
            fine with { Record = new() { Status = new() { Lease = lease with { Partition = "vd" } } } }, fine with { Record = new() },
            fine with { Requesters = [asks with { Leases = "apa001=6" }] },
            fine with { Grants = [new() { Part = new("apa001"), Pods = [new("np04", "old", "2")] }] },
        }.Select(question => Guard.Judge(question)!.Reason);
        Assert.Equal(["CardNotOffered", "CardUnhealthy", "HoldersNotKnown", "CardInMaintenance", "NoPodAsks", "CardLeased", "CardNotLeased", "CardHeldAnew", "CardInUse"], refusals);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(null, "apa002=7", true)]
    [InlineData(null, "apa001=3,apa002=7", true)]
    [InlineData(null, "apa002=6", false)]
    [InlineData(null, "apa002=77", false)]
    [InlineData(null, "apa001=7", false)]
    [InlineData("data0", "apa002/data0=7", true)]
    [InlineData("data0", "apa002/data1=7", false)]
    public void A_pod_that_was_made_under_an_earlier_hold_of_its_own_partition_gets_nothing(string? unit, string? madeUnder, bool gets)
    {
        var lease = new CardLease { Namespace = "np04", Partition = "coldbox", Uid = "1", Number = 7 };
        var status = unit is null ? new ReadoutCardStatus { Lease = lease } : new ReadoutCardStatus { UnitLeases = [new() { Unit = unit, Lease = lease }] };
        var question = new GuardQuestion
        {
            Part = new("apa002", unit), Card = TestCards.Apa002, Record = new() { Status = status },
            Requesters = [new(new("np04", "readout", "1"), "coldbox", madeUnder)],
        };
        Assert.Equal(gets, Guard.Judge(question) is null);
    }

    private static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);
}
