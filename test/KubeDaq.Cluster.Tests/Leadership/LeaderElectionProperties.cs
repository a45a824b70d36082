using CsCheck;

namespace KubeDaq.Cluster.Tests.Leadership;

public sealed class LeaderElectionProperties
{
    /// <summary>A step of a second of true time: whose connection does what, and how fast each clock runs (at most a fifth off).</summary>
    private static readonly Gen<(int Fault, int Who, double[] Rates)[]> Steps =
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 1], Gen.Double[0.9, 1.1].Array[2]).Array[20, 90];

    [Fact]
    public Task Two_never_lead_at_once_whatever_the_clocks_and_the_network_do() =>
        Gen.Select(Steps, Gen.Int[-10_000, 10_000]).SampleAsync(
            async (steps, offset) =>
            {
                var lease = new SharedLease();
                await using var one = new Candidate(lease, "one");
                await using var two = new Candidate(lease, "second", TimeSpan.FromSeconds(offset));
                Candidate[] both = [one, two];
                foreach (var (fault, who, rates) in steps)
                {
                    Disturb(both[who].View, fault);
                    for (var i = 0; i < both.Length; i++)
                        await PassAsync(both[i], TimeSpan.FromSeconds(rates[i]));
                    Assert.False(one.Leads && two.Leads, "both lead");
                }

                one.View.Down = two.View.Down = one.View.Hangs = two.View.Hangs = one.View.LosesAnswers = two.View.LosesAnswers = false;
                await Servers.Until.TrueAsync(() => one.Leads || two.Leads, "one leads in the end", () =>
                {
                    one.Time.Advance(TimeSpan.FromSeconds(1));
                    two.Time.Advance(TimeSpan.FromSeconds(1));
                });
            },
            iter: 30, threads: 2);

    private static void Disturb(SharedLease.View view, int fault)
    {
        view.Down = fault switch { 0 => true, 3 => false, _ => view.Down };
        view.LosesAnswers = fault switch { 1 => true, 4 => false, _ => view.LosesAnswers };
        view.Hangs = fault switch { 2 => true, 5 => false, _ => view.Hangs };
    }

    private static async Task PassAsync(Candidate candidate, TimeSpan time)
    {
        candidate.Time.Advance(time);
        // Lets what the clock released run; how far it gets is part of the disturbance.
        for (var i = 0; i < 5; i++)
            await Task.Yield();
    }
}
