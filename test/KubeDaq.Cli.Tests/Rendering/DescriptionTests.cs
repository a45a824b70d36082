using System.Text.Json.Nodes;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Tests.Rendering;

public sealed class DescriptionTests
{
    [Fact]
    public void A_partition_is_told_with_its_pods_and_what_happened()
    {
        JsonObject happened = new()
        {
            ["type"] = "Normal", ["reason"] = "CardsHeld", ["message"] = "holds apa001", ["count"] = 3, ["lastTimestamp"] = "2026-11-24T14:31:30Z",
        };
        var text = Text(PartitionDescription.Of(Examples.Coldbox, [happened], Examples.Now));

        Assert.Contains("Phase:           Starting\n", text);
        Assert.Contains("coldbox-data-writer-0      daq2   -        data=30000", text);
        Assert.Contains("readout-apa001   0/1     apa001   data-writer    pulling its image", text);
        Assert.Contains("30s (x3)   Normal   CardsHeld   holds apa001", text);
    }

    [Fact]
    public void A_card_is_told_with_its_holders_of_now_and_before()
    {
        var text = Text(CardDescription.Of(Examples.Apa001, [], Examples.Now));

        Assert.Contains("np04/coldbox   -      readout-apa001-0   30m     gcrone", text);
        Assert.Contains("np04/vd   aolson         2026-11-24 11:32:00Z   2026-11-24 12:32:00Z   by force, by aolson: hung", text);
    }

    [Fact]
    public void A_card_is_told_with_what_it_is_made_of()
    {
        var text = Text(CardDescription.Of(Examples.Found, [], Examples.Now));
        Assert.Contains("Slot:            4\n", text, StringComparison.Ordinal);
        Assert.Contains("10dc:0427, serial 00-0a-35-00-01-ab-cd-ef, 8.0 GT/s x8, NUMA node 1, endpoints 0000:3b:00.0 and 0000:3c:00.0\n", text, StringComparison.Ordinal);
        Assert.Contains("Driver:          flx 4.5.0\n", text, StringComparison.Ordinal);
        Assert.Contains("Detector:        APA 1\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_is_told_with_its_interfaces_memory_and_repositories()
    {
        var text = Text(HostDescription.Of(Examples.Daq6));
        Assert.Contains("16 of 1Gi on node 1", text, StringComparison.Ordinal);
        Assert.Contains("ens1f0   up      100000   9000", text, StringComparison.Ordinal);
        Assert.Contains("1      16-31   94Gi", text, StringComparison.Ordinal);
        Assert.Contains("dune.opensciencegrid.org      False   does not answer within 5 s", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_known_is_left_out() =>
        Assert.DoesNotContain("Units", Text(CardDescription.Of(Examples.Apa001, [], Examples.Now)));

    [Fact]
    public void Events_stand_in_the_order_of_time()
    {
        static JsonObject At(string time) => new() { ["reason"] = time, ["message"] = "m", ["type"] = "Normal", ["eventTime"] = time };
        var rows = EventRow.InOrder([At("2026-11-24T14:30:00Z"), At("2026-11-24T14:10:00.123456Z"), At("2026-11-24T14:20:00Z")]);
        Assert.Equal([10, 20, 30], rows.Select(r => r.Last!.Value.Minute));
    }

    private static string Text(Description description)
    {
        var screen = new Screen();
        description.Write(screen.Terminal);
        return screen.Out;
    }
}
