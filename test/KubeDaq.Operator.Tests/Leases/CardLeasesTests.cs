using CsCheck;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Operator.Leases;

namespace KubeDaq.Operator.Tests.Leases;

public sealed class CardLeasesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private static readonly ReadoutCard Card = new()
    {
        Metadata = new ObjectMeta { Name = "apa001" },
        Spec = new ReadoutCardSpec { Units = ["data0", "data1"] },
    };

    [Fact]
    public void A_whole_card_is_kept_by_any_of_its_units_and_the_reverse()
    {
        var unit = CardLeases.With(Card, "data0", Lease("a"));
        var whole = CardLeases.With(Card, null, Lease("a"));

        Assert.NotNull(CardLeases.Blocker(unit, null));
        Assert.NotNull(CardLeases.Blocker(whole, "data1"));
        Assert.Null(CardLeases.Blocker(unit, "data1"));
    }

    [Fact]
    public void The_last_five_holds_are_remembered_newest_first()
    {
        var card = Card;
        for (var i = 0; i < 12; i++)
            card = Ended(CardLeases.With(card, null, Lease($"p{i}")), i == 11 ? "by force" : null);

        Assert.Equal(5, card.Status!.History.Count);
        Assert.Equal(("np04/p11", "by force"), (card.Status.History[0].Partition, card.Status.History[0].Reason));
    }

    [Fact]
    public void Numbers_grow_whatever_is_taken_and_given() =>
        Gen.Int[0, 2].Select(i => new[] { null, "data0", "data1" }[i]).Array[1, 30].Sample(units =>
        {
            var (card, last) = (Card, 0L);
            foreach (var unit in units)
            {
                if (CardLeases.Blocker(card, unit) is { } blocker)
                    card = CardLeases.Without(card, blocker, Now, null);
                if (CardLeases.Blocker(card, unit) is not null)
                    continue;
                card = CardLeases.With(card, unit, Lease("a"));
                var number = CardLeases.Find(card, unit)!.Number;
                if (number <= last)
                    return false;
                last = number;
            }

            return CardLeases.Of(card).Select(h => h.Lease.Number).Distinct().Count() == CardLeases.Of(card).Count();
        });

    private static ReadoutCard Ended(ReadoutCard card, string? reason) => CardLeases.Without(card, CardLeases.Of(card).Single(), Now, reason);

    private static CardLease Lease(string partition) => new() { Namespace = "np04", Partition = partition, Uid = partition, Since = Now };
}
