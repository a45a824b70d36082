using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>Policies that are wrong are refused with the field, and what was good before stays in force.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessBadPolicies(TestCluster cluster)
{
    private const string Port30005 = """{"ports": [{"containerPort": 30005, "hostPort": 30005}]}""";

    [Theory]
    [InlineData("""{"hostPaths": [{"prefix": "data"}]}""", "spec.hostPaths[0].prefix")]
    [InlineData("""{"hostPorts": [{"min": 0, "max": 70000}]}""", "spec.hostPorts[0]")]
    [InlineData("""{"capabilities": ["cap_net_admin!"]}""", "spec.capabilities[0]")]
    [InlineData("""{"procMounts": ["Default2"]}""", "spec.procMounts[0]")]
    public async Task The_schema_refuses_what_it_can_see(string spec, string field)
    {
        await using var stage = await Stage.SetAsync(cluster);
        var answer = await stage.Api.TryAsync(HttpMethod.Post, Stage.Policies, new JsonObject
        {
            ["apiVersion"] = "dune.daq/v1alpha1", ["kind"] = "HostAccessPolicy", ["metadata"] = new JsonObject { ["name"] = $"bad-{stage.Ns}" }, ["spec"] = JsonNode.Parse(spec),
        });
        Assert.Equal(422, answer.Code);
        Assert.Contains(field, answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "spec: allows nothing")]
    [InlineData("""{"hostPorts": [{"min": 31000, "max": 30000}]}""", "spec.hostPorts[0].max")]
    [InlineData("""{"hostPaths": [{"prefix": "/data/../etc"}]}""", "spec.hostPaths[0].prefix")]
    [InlineData("""{"capabilities": ["NO_SUCH_ONE"]}""", "spec.capabilities[0]")]
    public async Task A_condition_refuses_the_rest_with_the_field(string spec, string field)
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("bad", JsonNode.Parse(spec)!.AsObject(), enforced: false);
        var condition = await stage.ConditionAsync(policy, "Compiled", "Invalid");
        Assert.Equal("False", (string?)condition["status"]);
        Assert.Contains(field, (string?)condition["message"], StringComparison.Ordinal);
        Assert.Contains("nothing of it is in force", (string?)condition["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_good_version_of_a_policy_that_becomes_wrong_stays_in_force_and_others_go_on()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("ports", JsonNode.Parse("""{"hostPorts": [{"min": 30000, "max": 30010}]}""")!.AsObject());
        await stage.GrantAsync("a", policy);
        await stage.UntilAdmittedAsync(Stage.Pod("a", container: Port30005));

        await stage.Api.MergePatchAsync($"{Stage.Policies}/{policy}", JsonNode.Parse("""{"spec": {"hostPorts": [{"min": 30010, "max": 30000}]}}""")!);
        var condition = await stage.ConditionAsync(policy, "Compiled", "Invalid");
        Assert.Contains("its generation 1 stays in force", (string?)condition["message"], StringComparison.Ordinal);
        await stage.PolicyAsync("other", new() { ["hostNetwork"] = true });
        Assert.True((await stage.TryAsync(Stage.Pod("a", container: Port30005))).Ok);

        await stage.Api.MergePatchAsync($"{Stage.Policies}/{policy}", JsonNode.Parse("""{"spec": {"hostPorts": [{"min": 31000, "max": 31010}]}}""")!);
        await stage.ConditionAsync(policy, "Enforced", "Enforced");
        await stage.UntilDeniedAsync(Stage.Pod("a", container: Port30005));
    }

    [Fact]
    public async Task A_set_that_is_too_costly_is_refused_by_name_and_the_last_good_one_stays_in_force()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var good = await stage.PolicyAsync("good", new() { ["hostPID"] = true });
        await stage.GrantAsync("a", good);
        await stage.UntilAdmittedAsync(Stage.Pod("a", """{"hostPID": true}"""));

        var crowd = new List<string>();
        for (var i = 0; i < 40; i++)
            crowd.Add(await stage.PolicyAsync($"crowd{i}", new() { ["hostNetwork"] = true, ["hostPID"] = true }, enforced: false));
        var condition = await stage.ConditionAsync(crowd[^1], "Compiled", "TooCostly");
        Assert.Contains(crowd[^1], (string?)condition["message"], StringComparison.Ordinal);
        Assert.Contains("nothing of it is in force", (string?)condition["message"], StringComparison.Ordinal);
        Assert.True((await stage.TryAsync(Stage.Pod("a", """{"hostPID": true}"""))).Ok);

        foreach (var policy in crowd)
            await stage.Api.DeleteAsync($"{Stage.Policies}/{policy}");
        await stage.ConditionAsync(good, "Enforced", "Enforced");
        await stage.PolicyAsync("after", new() { ["hostIPC"] = true });
    }
}
