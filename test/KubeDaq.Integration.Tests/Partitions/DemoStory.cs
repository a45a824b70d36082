using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Partitions;

/// <summary>What a newcomer sees first: the demo, on a sandbox of its own.</summary>
public sealed class DemoStory
{
    [Fact]
    public async Task The_demo_hands_a_card_over_loses_no_fragment_and_leaves_nothing_behind()
    {
        TestCluster.NeedsProcesses();
        var demo = await Command.RunAsync("bash", [Path.Combine(Executables.Root, "examples", "demo.sh"), "--once"], seconds: 400);

        Assert.True(demo.ExitCode == 0, demo.All);
        Assert.Contains("vd: Waiting: card apa002 is held by np04/coldbox", demo.Out);
        Assert.Matches(@"rate=[1-9]\d*/s .* lost=0", demo.Out);
        Assert.Contains("no process is left", demo.Out);
    }
}
