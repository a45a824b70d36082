using CsCheck;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Tests.HostAccess.Generating;

namespace KubeDaq.Api.Tests.HostAccess.Granting;

public sealed class PolicySetTests
{
    [Fact]
    public void What_allows_less_comes_first() => PolicyGen.Set(6).Sample(policies =>
    {
        var ranked = PolicySet.Of(policies).Ranked;
        for (var i = 0; i < ranked.Count; i++)
        {
            Assert.All(ranked.Skip(i + 1), later =>
                Assert.False(ranked[i].Grants.Cover(later.Grants) && !later.Grants.Cover(ranked[i].Grants), $"{ranked[i].Name} before {later.Name}"));
        }
    }, iter: 2000);

    [Fact]
    public void The_order_does_not_depend_on_the_order_in_which_policies_are_given() => PolicyGen.Set(6).Sample(policies =>
        Assert.Equal(PolicySet.Of(policies).Policies.Select(policy => policy.Metadata.Name), PolicySet.Of(policies.Reverse()).Policies.Select(policy => policy.Metadata.Name)), iter: 500);

    [Fact]
    public void A_policy_that_covers_another_admits_all_that_the_other_admits() => Gen.Select(PolicyGen.Set(2), PodGen.Pod).Sample((policies, pod) =>
    {
        if (policies is not [var first, var second] || !Grants(first.Spec).Cover(Grants(second.Spec)))
            return;
        var needs = PodNeeds.Of(pod);
        Assert.True(!Grants(second.Spec).Fits(needs) || Grants(first.Spec).Fits(needs));
    }, iter: 5000);

    [Fact]
    public void Privileged_comes_last_and_the_narrower_port_range_first()
    {
        var set = PolicySet.Of([
            Policy("privileged", new() { Privileged = true, HostNetwork = true, Capabilities = ["ALL"], HostPaths = [new() { Prefix = "/", ReadOnly = false }] }),
            Policy("wide", new() { HostPorts = [new() { Min = 1, Max = 65535 }] }),
            Policy("narrow", new() { HostPorts = [new() { Min = 30000, Max = 30010 }] }),
        ]);
        Assert.Equal(["narrow", "wide", "privileged"], set.Policies.Select(policy => policy.Metadata.Name));
    }

    [Theory]
    [InlineData("/data", "/data", true)]
    [InlineData("/data", "/data/raw", true)]
    [InlineData("/data", "/data/", true)]
    [InlineData("/data", "/database", false)]
    [InlineData("/data", "/data/../etc", false)]
    [InlineData("/data", "data", false)]
    [InlineData("/", "/etc", true)]
    [InlineData("/", "/etc/../proc", false)]
    public void Host_paths_match_whole_names(string prefix, string path, bool allowed)
    {
        var pod = new System.Text.Json.Nodes.JsonObject
        {
            ["spec"] = new System.Text.Json.Nodes.JsonObject
            {
                ["volumes"] = new System.Text.Json.Nodes.JsonArray(
                    new System.Text.Json.Nodes.JsonObject { ["name"] = "v", ["hostPath"] = new System.Text.Json.Nodes.JsonObject { ["path"] = path } }),
            },
        };
        Assert.Equal(allowed, Grants(new() { HostPaths = [new() { Prefix = prefix }] }).Fits(PodNeeds.Of(pod)));
    }

    private static PolicyGrants Grants(HostAccessPolicySpec spec) => PolicyGrants.Of(spec);

    private static HostAccessPolicy Policy(string name, HostAccessPolicySpec spec) => new() { Metadata = new ObjectMeta { Name = name }, Spec = spec };
}
