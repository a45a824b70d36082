using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess.Compiled;

/// <summary>The compiler's reckoning against what an API server really stops at.</summary>
public sealed class HostAccessLimits(TestCluster cluster)
{
    private const string TooDear = "cost";

    [Fact]
    public async Task The_largest_set_that_the_compiler_takes_is_judged_and_one_more_check_is_not()
    {
        TestCluster.NeedsCompiledPolicies();
        var largest = Largest();
        await using var governed = await GovernedNamespace.MakeAsync(cluster, new Dictionary<string, string[]> { ["last"] = [largest[^1].Metadata.Name!], ["none"] = [] });
        await governed.EnforceAsync(largest);
        Assert.True((await governed.CreateAsync(Pod("last"))).Ok);
        var denied = await governed.CreateAsync(Pod("none"));
        Assert.Contains("It would be admitted with: " + largest[0].Metadata.Name, denied.Message, StringComparison.Ordinal);

        await governed.EnforceAsync(largest, AddOneCheck);
        var stopped = await governed.CreateAsync(Pod("none"));
        Assert.True(!stopped.Ok && stopped.Message.Contains(TooDear, StringComparison.Ordinal), stopped.Message);
    }

    [Fact]
    public async Task Fifty_policies_of_which_thirty_fit_nothing_are_judged()
    {
        TestCluster.NeedsCompiledPolicies();
        await using var governed = await GovernedNamespace.MakeAsync(cluster, new Dictionary<string, string[]> { ["last"] = ["p19"], ["none"] = [] });
        await governed.EnforceAsync([.. Enumerable.Range(0, 20).Select(Network), .. Enumerable.Range(0, 30).Select(Other)]);
        Assert.True((await governed.CreateAsync(Pod("last"))).Ok);
        Assert.Contains("It would be admitted with: p", (await governed.CreateAsync(Pod("none"))).Message, StringComparison.Ordinal);
    }

    /// <summary>As many policies as the compiler takes beside the marker, all of which fit the same pod.</summary>
    private static List<HostAccessPolicy> Largest()
    {
        var policies = new List<HostAccessPolicy>();
        while (Compile([.. policies, Network(policies.Count)]).Refusal is null)
            policies.Add(Network(policies.Count));
        Assert.InRange(policies.Count, 10, 50);
        return policies;
    }

    private static HostAccessCompilation Compile(IReadOnlyList<HostAccessPolicy> policies) =>
        HostAccessCompiler.Compile([.. policies, Policy("marker", new() { Sysctls = ["kernel.mark-1"] })], HostAccessMode.Deny, new Dictionary<string, string>());

    /// <summary>What the compiler refuses to do: a check more, of a policy that nobody may use.</summary>
    private static void AddOneCheck(JsonObject policy)
    {
        var variables = policy["spec"]!["variables"]!.AsArray();
        var check = variables.Single(variable => ((string?)variable!["expression"])!.Contains(".name('p0')", StringComparison.Ordinal))!;
        var ofFirst = ((string)check["expression"]!).Split(" || ").Single(part => part.Contains(".name('p0')", StringComparison.Ordinal));
        variables.Add(new JsonObject { ["name"] = "admits_more", ["expression"] = ofFirst });
        var validation = policy["spec"]!["validations"]![0]!;
        validation["expression"] = (string?)validation["expression"] + " || variables.admits_more";
    }

    private static HostAccessPolicy Network(int index) => Policy($"p{index}", new() { HostNetwork = true });

    private static HostAccessPolicy Other(int index) => Policy($"other-{index}", new() { HostPaths = [new() { Prefix = $"/data/{index}" }], ExtendedResources = [$"example.com/thing-{index}"] });

    private static HostAccessPolicy Policy(string name, HostAccessPolicySpec spec) => new() { Metadata = new ObjectMeta { Name = name }, Spec = spec };

    private static JsonObject Pod(string account) => GovernedNamespace.Minimal(new JsonObject { ["hostNetwork"] = true, ["serviceAccountName"] = account });
}
