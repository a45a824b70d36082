using CsCheck;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

public sealed class ExclusiveTests
{
    [Fact]
    public Task Two_operators_never_run_two_pods_on_one_card_and_all_comes_to_rest() => SampleAsync(operators: 2);

    [Fact]
    public Task One_operator_that_is_killed_at_any_request_loses_nothing() => SampleAsync(operators: 1);

    /// <summary>A run in which a partition stayed Degraded without a card or a pod: its status was older than the end of its last run.</summary>
    [Fact]
    public async Task A_partition_with_neither_card_nor_pod_left_waits_like_any_other()
    {
        var rack = new ContestedRack(677088, operators: 1);
        await rack.RunAsync(500);
        await rack.SettleAsync();
        RackRules.AllIsAtRest(rack.Cluster);
    }

    private static async Task SampleAsync(int operators)
    {
        var ended = 0;
        await Gen.Int[0, 1_000_000].SampleAsync(
            async seed =>
            {
                var rack = new ContestedRack(seed, operators);
                try
                {
                    await rack.RunAsync(500);
                    await rack.SettleAsync();
                    RackRules.AllIsAtRest(rack.Cluster);
                    ended += rack.Ended;
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"seed {seed}: {e.Message}\n{rack.Trace}", e);
                }
            },
            iter: 15,
            threads: 1);
        Assert.True(ended > 20, $"only {ended} leases came to their end: the runs tell too little");
    }
}
