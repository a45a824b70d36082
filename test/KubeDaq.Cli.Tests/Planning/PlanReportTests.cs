using KubeDaq.Api.Planning;
using KubeDaq.Cli.Planning;
using KubeDaq.Cli.Tests.Rendering;

namespace KubeDaq.Cli.Tests.Planning;

public sealed class PlanReportTests
{
    [Fact]
    public void A_partition_that_would_run_shows_where()
    {
        var plan = new PartitionPlan
        {
            Verdict = Verdict.Hold,
            Replicas =
            [
                new ReplicaPlan
                {
                    Application = "data-writer", Index = 0, Pod = "coldbox-data-writer-0", Hosts = ["daq2", "daq6"],
                    Ports = new Dictionary<string, int> { ["data"] = 30000 },
                },
                new ReplicaPlan
                {
                    Application = "readout", Index = 0, Pod = "coldbox-readout-0", Hosts = ["daq6"], Cards = [new CardHold("apa001", "data0", "daq6", ["/dev/flx0"])],
                },
            ],
        };
        Assert.Equal(
            """
            partition/coldbox would run
              APPLICATION   POD                     HOST        CARDS          DEVICES     PORTS
              data-writer   coldbox-data-writer-0   daq2|daq6   -              -           data=30000
              readout       coldbox-readout-0       daq6        apa001/data0   /dev/flx0   -

            """,
            Print(plan, ExitCode.Done));
    }

    [Theory]
    [InlineData(Verdict.Wait, "would wait:", 2)]
    [InlineData(Verdict.Fail, "would fail:", 2)]
    [InlineData(Verdict.Idle, "would stay stopped", 0)]
    public void Otherwise_it_says_why_and_the_exit_code_tells_scripts(Verdict verdict, string words, int code)
    {
        var obstacle = new Obstacle(ObstacleKind.CardHeld, "card apa001: held by np04/coldbox") { Field = "spec.applications[0].cards[0].name" };
        var text = Print(new PartitionPlan { Verdict = verdict, Obstacles = [obstacle] }, code);
        Assert.StartsWith($"partition/coldbox {words}", text);
        Assert.Contains("  card apa001: held by np04/coldbox (spec.applications[0].cards[0].name)\n", text);
    }

    private static string Print(PartitionPlan plan, int code)
    {
        var screen = new Screen();
        var report = new PlanReport(Examples.Coldbox, plan);
        report.Write(screen.Terminal);
        Assert.Equal(code, report.ExitCode);
        return screen.Out;
    }
}
