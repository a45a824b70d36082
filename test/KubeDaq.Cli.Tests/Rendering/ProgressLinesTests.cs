using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Tests.Rendering;

public sealed class ProgressLinesTests
{
    [Fact]
    public void The_first_look_tells_all() => Assert.Equal(
        [
            "  data-writer: 1/1 ready on daq2",
            "  readout-apa001: 0/1 ready on daq6, pulling its image",
            "coldbox: Starting: waits for readout-apa001",
        ],
        ProgressLines.Between(null, Examples.Coldbox));

    [Fact]
    public void After_that_only_what_changed_is_told()
    {
        var status = Examples.Coldbox.Status!;
        var readout = status.Applications[1] with { Ready = 1 };
        var now = Examples.Coldbox with { Status = status with { Applications = [status.Applications[0], readout] } };

        Assert.Equal(["  readout-apa001: 1/1 ready on daq6"], ProgressLines.Between(Examples.Coldbox, now));
        Assert.Empty(ProgressLines.Between(now, now));
    }

    [Fact]
    public void A_partition_that_nobody_looks_after_is_told_so() => Assert.Equal(
        ["coldbox: the operator has not seen it yet"], ProgressLines.Between(null, Examples.Coldbox with { Status = null }));

    [Theory]
    [InlineData("starting: 1 of 2", "coldbox: Starting: 1 of 2")]
    [InlineData("starting", "coldbox: Starting")]
    [InlineData(null, "coldbox: Starting")]
    public void The_phase_is_said_once(string? message, string line) => Assert.Contains(
        line, ProgressLines.Between(null, Examples.Coldbox with { Status = Examples.Coldbox.Status! with { Message = message } }));

    [Fact]
    public void A_partition_that_went_is_told_so() => Assert.Equal(["coldbox: gone"], ProgressLines.Between(Examples.Coldbox, null));
}
