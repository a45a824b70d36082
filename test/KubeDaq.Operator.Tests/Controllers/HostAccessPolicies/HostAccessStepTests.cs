using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;

namespace KubeDaq.Operator.Tests.Controllers.HostAccessPolicies;

public sealed class HostAccessStepTests
{
    private static readonly HostAccessPolicySpec HostNetwork = new() { HostNetwork = true };
    private static readonly HostAccessPolicySpec Backwards = new() { HostPorts = [new() { Min = 2, Max = 1 }] };

    [Fact]
    public void A_policy_that_is_wrong_from_the_beginning_is_left_out_and_told_with_its_field()
    {
        var decision = Decide([Policy("bad", 1, Backwards), Policy("good", 1, HostNetwork)], CompiledSet.Empty);
        Assert.Equal(["good"], Names(decision));
        Assert.Equal("Invalid", decision.Refused["bad"].Reason);
        Assert.StartsWith("spec.hostPorts[0].max: ", decision.Refused["bad"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_becomes_wrong_keeps_its_last_good_version()
    {
        var decision = Decide([Policy("p", 2, Backwards)], Set(Policy("p", 1, HostNetwork)));
        Assert.Equal(1, Assert.Single(decision.Set.Policies).Metadata.Generation);
        Assert.EndsWith("its generation 1 stays in force", decision.Refused["p"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_is_deleted_is_in_force_no_longer()
    {
        Assert.Empty(Names(Decide([], Set(Policy("p", 1, HostNetwork)))));
        Assert.Equal(4, Decide([], CompiledSet.Empty).Objects.Count);
    }

    [Fact]
    public void A_set_that_is_too_costly_is_refused_by_name_and_the_last_one_stays()
    {
        var crowd = Enumerable.Range(0, 60).Select(i => Policy($"p{i:00}", 1, HostNetwork)).ToList();
        var decision = Decide(crowd, Set(crowd[0], crowd[1]));
        Assert.Equal(["p00", "p01"], Names(decision));
        Assert.Equal(58, decision.Refused.Count);
        Assert.Equal("TooCostly", decision.Refused["p02"].Reason);
        Assert.Contains("p59", decision.Refused["p02"].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_deleted_goes_even_while_the_rest_is_too_costly()
    {
        var crowd = Enumerable.Range(0, 60).Select(i => Policy($"p{i:00}", 1, HostNetwork)).ToList();
        Assert.Equal(["p01"], Names(Decide([.. crowd.Skip(1)], Set(crowd[0], crowd[1]))));
    }

    private static HostAccessDecision Decide(IReadOnlyList<HostAccessPolicy> policies, CompiledSet inForce) =>
        HostAccessStep.Decide(new(policies, inForce, new Dictionary<string, string>(), HostAccessMode.Deny));

    private static IEnumerable<string?> Names(HostAccessDecision decision) => decision.Set.Policies.Select(policy => policy.Metadata.Name).Order(StringComparer.Ordinal);

    private static CompiledSet Set(params HostAccessPolicy[] policies) => new(policies, new Dictionary<string, string>());

    private static HostAccessPolicy Policy(string name, long generation, HostAccessPolicySpec spec) =>
        new() { Metadata = new ObjectMeta { Name = name, Generation = generation }, Spec = spec };
}
