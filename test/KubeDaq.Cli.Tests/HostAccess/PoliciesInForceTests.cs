using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.HostAccess;

namespace KubeDaq.Cli.Tests.HostAccess;

public sealed class PoliciesInForceTests
{
    private static readonly HostAccessPolicy Network = new()
    {
        Metadata = new ObjectMeta { Name = "daq-network", Generation = 1 },
        Spec = new HostAccessPolicySpec { HostNetwork = true },
    };

    [Fact]
    public void What_was_compiled_counts_and_not_what_was_written_since()
    {
        var compiled = HostAccessCompiler.Compile([Network], HostAccessMode.Deny, new Dictionary<string, string>());
        var written = Network with { Metadata = Network.Metadata with { Generation = 2 }, Spec = new HostAccessPolicySpec { Privileged = true } };
        var inForce = PoliciesInForce.Of([written], compiled.Objects[0], compiled.Objects[1]);
        Assert.False(Assert.Single(inForce.Policies).Spec.Privileged);
        Assert.Equal(["policy daq-network is not in force as it is written: the operator has not compiled it yet"], inForce.Notes);
    }

    [Fact]
    public void A_refused_policy_says_why_it_is_not_in_force()
    {
        var compiled = HostAccessCompiler.Compile([], HostAccessMode.Deny, new Dictionary<string, string>());
        var refused = Network with { Status = new() { Conditions = [new Condition { Type = "Compiled", Status = "False", Reason = "Invalid", Message = "spec: allows nothing" }] } };
        Assert.Contains("spec: allows nothing", Assert.Single(PoliciesInForce.Of([refused], compiled.Objects[0], compiled.Objects[1]).Notes));
    }

    [Theory]
    [InlineData(HostAccessMode.Warn, "--host-access-mode Warn")]
    [InlineData(HostAccessMode.Audit, "--host-access-mode Audit")]
    public void It_is_told_where_pods_are_made_all_the_same(HostAccessMode mode, string word)
    {
        var compiled = HostAccessCompiler.Compile([Network], mode, new Dictionary<string, string>());
        Assert.Contains(word, Assert.Single(PoliciesInForce.Of([Network], compiled.Objects[0], compiled.Objects[1]).Notes));
    }

    [Fact]
    public void Without_a_compiled_policy_nothing_is_judged_and_so_it_is_told()
    {
        var inForce = PoliciesInForce.Of([Network], null, null);
        Assert.Equal([Network], inForce.Policies);
        Assert.Contains("nothing is judged", Assert.Single(inForce.Notes));
        Assert.Contains("nothing is judged", Assert.Single(PoliciesInForce.Of([Network], new JsonObject(), null).Notes));
    }
}
