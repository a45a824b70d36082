using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.Tests.HostAccess.Compiling;

public sealed class HostAccessCostTests
{
    // 10,000,000 / 350,000.
    private const int Checks = 28;

    [Fact]
    public void As_many_policies_for_one_pod_are_taken_as_the_API_server_has_checks_for()
    {
        var compilation = Compile(Enumerable.Range(0, Checks).Select(i => Policy($"p{i}", new() { HostNetwork = true })));
        Assert.Null(compilation.Refusal);
        Assert.Equal(4, compilation.Objects.Count);
        Assert.InRange(compilation.Cost, Checks * 350_000, 10_000_000);
    }

    [Fact]
    public void One_more_is_refused_with_their_names_and_nothing_is_compiled()
    {
        var compilation = Compile(Enumerable.Range(0, Checks + 1).Select(i => Policy($"p{i}", new() { HostNetwork = true })).Append(Policy("other", new() { HostIpc = true })));
        Assert.Contains("29 policies may allow the same pod", compilation.Refusal, StringComparison.Ordinal);
        Assert.Equal(Checks + 1, compilation.Refused.Count);
        Assert.DoesNotContain("other", compilation.Refused);
        Assert.Empty(compilation.Objects);
    }

    [Fact]
    public void Fifty_policies_of_which_thirty_fit_nothing_that_the_others_fit_are_within_the_limits()
    {
        var compilation = Compile(
            Enumerable.Range(0, 20).Select(i => Policy($"fits-{i}", new() { HostNetwork = true, Capabilities = ["IPC_LOCK"] }))
                .Concat(Enumerable.Range(0, 30).Select(i => Policy($"other-{i}", new() { HostPaths = [new() { Prefix = $"/data/{i}" }], ExtendedResources = [$"example.com/thing-{i}"] }))));
        Assert.Null(compilation.Refusal);
    }

    [Fact]
    public void Port_ranges_that_do_not_meet_do_not_add_up()
    {
        var apart = Enumerable.Range(0, 40).Select(i => Policy($"p{i}", new() { HostPorts = [new() { Min = 30000 + (10 * i), Max = 30009 + (10 * i) }] }));
        Assert.Null(Compile(apart).Refusal);
        var together = Enumerable.Range(0, 40).Select(i => Policy($"p{i}", new() { HostPorts = [new() { Min = 30000, Max = 30009 + i }] }));
        Assert.Equal(40, Compile(together).Refused.Count);
    }

    [Fact]
    public void A_prefix_adds_up_with_all_that_begin_with_it()
    {
        var policies = Enumerable.Range(0, 20).Select(i => Policy($"all-{i}", new() { HostPaths = [new() { Prefix = "/" }] }))
            .Concat(Enumerable.Range(0, 20).Select(i => Policy($"data-{i}", new() { HostPaths = [new() { Prefix = "/data" }] })));
        Assert.Equal(40, Compile(policies).Refused.Count);
    }

    private static HostAccessCompilation Compile(IEnumerable<HostAccessPolicy> policies) =>
        HostAccessCompiler.Compile([.. policies], HostAccessMode.Deny, new Dictionary<string, string>());

    private static HostAccessPolicy Policy(string name, HostAccessPolicySpec spec) => new() { Metadata = new ObjectMeta { Name = name }, Spec = spec };
}
