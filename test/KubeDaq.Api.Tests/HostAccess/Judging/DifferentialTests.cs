using CsCheck;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Tests.HostAccess.Generating;

namespace KubeDaq.Api.Tests.HostAccess.Judging;

public sealed class DifferentialTests
{
    private const int Pairs = 24_000;

    [Fact]
    public void Two_readings_of_the_rules_agree_on_every_policy_set_and_pod()
    {
        var (baseline, admitted, denied) = (0, 0, 0);
        Gen.Select(PolicyGen.Set(4), PodGen.Pod, Gen.Int[0, 15]).Sample((policies, pod, granted) =>
        {
            bool MayUse(string name) => (granted >> (name[1] - '0') & 1) == 1;
            var verdict = HostAccessJudge.Judge(pod, "np04", PolicySet.Of(policies), MayUse);
            var isBaseline = SecondReading.IsBaseline(pod);
            var admits = policies.Any(policy => MayUse(policy.Metadata.Name!) && SecondReading.Allows(policy.Spec, pod));
            Assert.Equal(isBaseline, verdict.Needs.IsBaseline);
            Assert.Equal(isBaseline || admits, verdict.IsAllowed);
            Assert.All(verdict.Answers, answer =>
                Assert.Equal(SecondReading.Allows(policies.Single(policy => policy.Metadata.Name == answer.Policy).Spec, pod), answer.Fits));
            Interlocked.Increment(ref isBaseline ? ref baseline : ref admits ? ref admitted : ref denied);
        }, iter: Pairs, print: sample => sample.Item2.ToJsonString());
        // Not worth much if all pods went one way.
        Assert.All([baseline, admitted, denied], count => Assert.InRange(count, Pairs / 25, Pairs));
    }
}
