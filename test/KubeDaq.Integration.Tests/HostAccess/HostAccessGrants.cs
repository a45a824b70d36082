using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>Who may use a policy has pods by it, and nobody else.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessGrants(TestCluster cluster)
{
    private const string OnHostNetwork = """{"hostNetwork": true}""";

    [Fact]
    public async Task Account_a_may_use_the_policy_and_has_its_pod_and_b_is_told_what_to_ask_for()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        await stage.GrantAsync("a", policy);

        await stage.UntilAdmittedAsync(Stage.Pod("a", OnHostNetwork));
        var denied = await stage.UntilAsync(Stage.Pod("b", OnHostNetwork), answer => answer.Message.Contains(policy, StringComparison.Ordinal), $"denied, with {policy} named");
        Assert.Equal(403, denied.Code);
        Assert.StartsWith(
            "pods \"pod\" is forbidden: ValidatingAdmissionPolicy 'kubedaq-host-access' with binding 'kubedaq-host-access' denied request: "
            + $"service account {stage.Ns}/b may not take from the host what this pod takes (spec: hostNetwork", denied.Message, StringComparison.Ordinal);
        Assert.Contains($"kubedaq policy explain -f POD.yaml --as system:serviceaccount:{stage.Ns}:b", denied.Message, StringComparison.Ordinal);
        await stage.UntilAdmittedAsync(Stage.Pod("b"));
    }

    [Fact]
    public async Task A_deployments_pods_obey_the_same_and_the_ReplicaSets_event_says_why()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        await stage.UntilAsync(Stage.Pod("b", OnHostNetwork), answer => answer.Message.Contains(policy, StringComparison.Ordinal), "the policy is known");

        await stage.Api.CreateAsync($"apis/apps/v1/namespaces/{stage.Ns}/deployments", Deployment());
        var note = await Eventually.Async(() => FailedCreateAsync(stage), text => text.Length > 0, "the ReplicaSet's event");
        Assert.Contains($"denied request: service account {stage.Ns}/b may not take from the host", note, StringComparison.Ordinal);
        Assert.Contains(policy, note, StringComparison.Ordinal);

        await stage.GrantAsync("b", policy);
        await Eventually.Async(
            async () => (await stage.Api.GetAsync(stage.Pods))!["items"]!.AsArray().Count, count => count > 0, "a pod after the grant", seconds: 90);
    }

    [Fact]
    public async Task The_policy_tells_who_may_use_it()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("network", JsonNode.Parse("""{"hostNetwork": true, "hostPorts": [{"min": 30000, "max": 30010}]}""")!.AsObject());
        await stage.GrantAsync("a", policy);

        var seen = await Eventually.Async(
            async () => (await stage.Api.GetAsync($"{Stage.Policies}/{policy}"))!["status"]!, status => (long?)status["accountCount"] == 1, "one account");
        Assert.Equal($"{stage.Ns}/a in namespace {stage.Ns}", (string?)Assert.Single(seen["accounts"]!.AsArray()));
        Assert.Equal("hostNetwork, ports 30000-30010", (string?)seen["allows"]);
    }

    private static async Task<string> FailedCreateAsync(Stage stage)
    {
        var events = (await stage.Api.GetAsync($"api/v1/namespaces/{stage.Ns}/events"))!["items"]!.AsArray();
        return (string?)events.FirstOrDefault(one => (string?)one!["reason"] == "FailedCreate" && (string?)one["involvedObject"]!["kind"] == "ReplicaSet")?["message"] ?? "";
    }

    private static JsonObject Deployment()
    {
        var labels = new JsonObject { ["app"] = "readout" };
        var template = new JsonObject { ["metadata"] = new JsonObject { ["labels"] = labels }, ["spec"] = Stage.Pod("b", OnHostNetwork)["spec"]!.DeepClone() };
        return new()
        {
            ["metadata"] = new JsonObject { ["name"] = "readout" },
            ["spec"] = new JsonObject { ["selector"] = new JsonObject { ["matchLabels"] = labels.DeepClone() }, ["template"] = template },
        };
    }
}
