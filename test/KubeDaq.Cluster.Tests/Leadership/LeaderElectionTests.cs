using KubeDaq.Cluster.Tests.Servers;

namespace KubeDaq.Cluster.Tests.Leadership;

public sealed class LeaderElectionTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_first_one_leads_and_keeps_the_lease()
    {
        var lease = new SharedLease();
        await using var first = new Candidate(lease, "first");
        await Until.TrueAsync(() => first.Leads, "the first leads");
        await using var second = new Candidate(lease, "second");
        for (var i = 0; i < 60; i++)
        {
            var renewed = lease.Spec!.RenewTime;
            await Until.TrueAsync(() => lease.Spec!.RenewTime > renewed, "a renewal", () => first.Time.Advance(Step));
            second.Time.Advance(Step * 2);
            Assert.True(first.Leads && !second.Leads);
        }

        Assert.Equal(0, lease.Spec!.LeaseTransitions);
    }

    [Fact]
    public async Task A_stop_gives_the_lease_back_so_that_the_next_need_not_wait_for_its_end()
    {
        var lease = new SharedLease();
        await using var first = new Candidate(lease, "first");
        await Until.TrueAsync(() => first.Leads, "the first leads");
        await using var second = new Candidate(lease, "second");
        await first.StopAsync();
        Assert.Equal("", lease.Spec!.HolderIdentity);
        second.Time.Advance(TimeSpan.FromSeconds(3));
        await Until.TrueAsync(() => second.Leads, "the second leads");
        Assert.Equal(1, lease.Spec.LeaseTransitions);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_leader_that_cannot_renew_ends_its_work_before_another_begins(bool hangs)
    {
        var lease = new SharedLease();
        await using var first = new Candidate(lease, "first");
        await Until.TrueAsync(() => first.Leads, "the first leads");
        await using var second = new Candidate(lease, "second");
        first.View.Down = !hangs;
        first.View.Hangs = hangs;
        await Until.TrueAsync(() => !first.Leads, "the first gives up", () => Advance(Step, first, second));
        Assert.False(second.Leads);
        await Until.TrueAsync(() => second.Leads, "the second takes over", () => Advance(Step, first, second));
    }

    [Fact]
    public async Task A_clock_that_is_hours_off_changes_nothing()
    {
        var lease = new SharedLease();
        await using var first = new Candidate(lease, "first");
        await Until.TrueAsync(() => first.Leads, "the first leads");
        await using var second = new Candidate(lease, "second", TimeSpan.FromHours(5));
        for (var i = 0; i < 7; i++)
            second.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(second.Leads);
        await Until.TrueAsync(() => second.Leads, "the second takes over what is not renewed", () => second.Time.Advance(Step));
    }

    [Fact]
    public async Task A_renewal_whose_answer_was_lost_does_not_cost_the_lead()
    {
        var lease = new SharedLease();
        await using var first = new Candidate(lease, "first");
        await Until.TrueAsync(() => first.Leads, "the first leads");
        var renewed = lease.Spec!.RenewTime;
        first.View.LosesAnswers = true;
        await Until.TrueAsync(() => lease.Spec.RenewTime > renewed, "a renewal", () => first.Time.Advance(Step));
        first.View.LosesAnswers = false;
        renewed = lease.Spec.RenewTime;
        await Until.TrueAsync(() => lease.Spec.RenewTime > renewed, "the next renewal", () => first.Time.Advance(Step));
        Assert.True(first.Leads);
    }

    private static void Advance(TimeSpan time, params Candidate[] candidates)
    {
        foreach (var candidate in candidates)
            candidate.Time.Advance(time);
    }
}
