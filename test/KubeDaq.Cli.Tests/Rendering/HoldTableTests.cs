using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Tests.Rendering;

public sealed class HoldTableTests
{
    [Fact]
    public void Every_hold_is_a_row_with_its_person_and_time() => Assert.Equal(
        """
        CARD     HOST   HEALTH    HOLDER         POD                SINCE                     REQUESTED-BY
        apa001   daq6   Healthy   np04/coldbox   readout-apa001-0   2026-11-24 14:02Z (30m)   gcrone

        """,
        Print(Examples.Apa001, history: false));

    [Fact]
    public void The_history_tells_what_was_forced() =>
        Assert.Contains("np04/vd", Print(Examples.Apa001, history: true).Split('\n').Single(l => l.Contains(", by force, by aolson: hung", StringComparison.Ordinal)));

    [Fact]
    public void A_card_that_nobody_has_is_free() =>
        Assert.Contains("free", Print(Examples.Apa001 with { Status = new ReadoutCardStatus() }, history: false));

    [Fact]
    public void Units_and_pods_that_users_bring_are_holders_of_their_own()
    {
        var status = new ReadoutCardStatus
        {
            UnitLeases = [new UnitLease { Unit = "data0", Lease = Examples.Apa001.Status!.Lease! }],
            Users = ["np04/by-hand"],
        };
        var text = Print(Examples.Apa001 with { Status = status }, history: false);
        Assert.Contains("apa001/data0", text);
        Assert.Contains("pod np04/by-hand", text);
    }

    private static string Print(ReadoutCard card, bool history)
    {
        var screen = new Screen();
        new HoldTable(Examples.Now).Write([card], history, screen.Terminal);
        return screen.Out;
    }
}
