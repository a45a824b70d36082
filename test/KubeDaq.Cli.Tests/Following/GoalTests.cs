using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Following;
using KubeDaq.Cli.Tests.Rendering;

namespace KubeDaq.Cli.Tests.Following;

public sealed class GoalTests
{
    [Theory]
    [InlineData("Starting", true)]
    [InlineData("phase=starting", true)]
    [InlineData("Running", false)]
    [InlineData("condition=Ready=False", true)]
    [InlineData("condition=ready", false)]
    [InlineData("condition=Other", false)]
    [InlineData("delete", false)]
    public void What_is_written_is_compared_with_the_partition(string text, bool reached) =>
        Assert.Equal(reached, Goal.Parse(text).IsReached(Examples.Coldbox));

    [Theory]
    [InlineData("Sleeping"), InlineData(""), InlineData("condition"), InlineData("phase="), InlineData("a=b=c=d")]
    public void What_cannot_be_waited_for_is_refused_with_what_can(string text)
    {
        var failure = Assert.Throws<CommandFailure>(() => Goal.Parse(text));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        Assert.Contains("condition=Ready", failure.Message);
    }

    [Fact]
    public void A_status_of_an_older_spec_reaches_nothing()
    {
        var changed = Examples.Coldbox with { Metadata = Examples.Coldbox.Metadata with { Generation = 3 } };
        Assert.False(Goal.Parse("Starting").IsReached(changed));
        Assert.False(Goal.Parse("condition=Ready=False").IsReached(changed));
    }

    [Fact]
    public void A_failed_partition_will_not_run() => Assert.True(Goal.Parse("Running").IsLost(
        Examples.Coldbox with { Status = Examples.Coldbox.Status! with { Phase = PartitionPhase.Failed } }));

    [Fact]
    public void A_waiting_partition_may_still_run() => Assert.False(Goal.Parse("Running").IsLost(
        Examples.Coldbox with { Status = Examples.Coldbox.Status! with { Phase = PartitionPhase.Waiting } }));

    [Fact]
    public void Only_deletion_is_reached_by_a_partition_that_is_gone()
    {
        Assert.True(Goal.Parse("delete").IsReached(null));
        Assert.True(Goal.Parse("Running").IsLost(null));
    }
}
