using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>Pods that are changed later, and the way out of an emergency.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessPods(TestCluster cluster)
{
    private const string Nowhere = """{"nodeSelector": {"no-such-host": "yes"}}""";

    [Fact]
    public async Task An_ephemeral_container_is_judged_when_it_is_added()
    {
        await using var stage = await Stage.SetAsync(cluster);
        await stage.UntilDeniedAsync(Stage.Pod("a", """{"hostNetwork": true}"""));
        await stage.Api.CreateAsync(stage.Pods, Stage.Pod("a", Nowhere));
        var denied = await AddAsync(stage, """{"name": "debug", "image": "busybox", "securityContext": {"privileged": true}}""");
        Assert.Equal(403, denied.Code);
        Assert.Contains("spec.ephemeralContainers[debug]: privileged", denied.Message, StringComparison.Ordinal);
        var added = await AddAsync(stage, """{"name": "debug", "image": "busybox"}""");
        Assert.True(added.Ok, added.Message);
        // Labels of a pod can always be changed.
        await stage.Api.MergePatchAsync($"{stage.Pods}/pod", new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["run"] = "1" } } });
    }

    [Fact]
    public async Task A_member_of_the_break_glass_group_makes_a_pod_that_others_may_not()
    {
        await using var stage = await Stage.SetAsync(cluster);
        await stage.UntilDeniedAsync(Stage.Pod("a", """{"hostNetwork": true}"""));
        await stage.BindAsync("emergency", "ClusterRole", "edit", HostAccessNames.BreakGlassGroup, group: true);
        await Eventually.Async(
            () => stage.Api.TryAsync(HttpMethod.Post, $"{stage.Pods}?dryRun=All", Stage.Pod("a", """{"hostNetwork": true, "hostPID": true}"""), asGroup: HostAccessNames.BreakGlassGroup),
            answer => answer.Ok, "made in an emergency");
    }

    [Fact]
    public async Task A_namespace_without_the_label_is_left_alone()
    {
        await using var stage = await Stage.SetAsync(cluster);
        await stage.UntilDeniedAsync(Stage.Pod("a", """{"hostNetwork": true}"""));
        await stage.Api.MergePatchAsync($"api/v1/namespaces/{stage.Ns}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [HostAccessNames.NamespaceLabel] = null } },
        });
        await stage.UntilAdmittedAsync(Stage.Pod("a", """{"hostNetwork": true}"""));
    }

    private static Task<ApiAnswer> AddAsync(Stage stage, string container) => stage.Api.TryAsync(
        HttpMethod.Patch, $"{stage.Pods}/pod/ephemeralcontainers",
        new JsonObject { ["spec"] = new JsonObject { ["ephemeralContainers"] = new JsonArray(JsonNode.Parse(container)) } }, "application/strategic-merge-patch+json");
}
