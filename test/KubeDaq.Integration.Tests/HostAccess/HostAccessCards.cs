using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;
using KubeDaq.Integration.Tests.Partitions;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>A card goes only to accounts that may use it, by a pod that somebody brings or by a partition.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessCards(TestCluster cluster)
{
    private const string AsksForCard = """{"resources": {"limits": {"dune.daq/flxcard-apa002": "1"}}}""";

    [Fact]
    public async Task A_pod_that_asks_for_a_card_needs_the_card_and_a_policy_with_its_resource()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await CardsPolicyAsync(stage);
        await stage.GrantAsync("a", policy);

        var denied = await stage.UntilAsync(
            Stage.Pod("a", container: AsksForCard), answer => answer.Message.Contains("kubedaq-card-access", StringComparison.Ordinal), "denied for the card");
        Assert.Contains($"service account {stage.Ns}/a may not use card apa002", denied.Message, StringComparison.Ordinal);
        await stage.GrantCardAsync("a", "apa002");
        await stage.UntilAdmittedAsync(Stage.Pod("a", container: AsksForCard));
    }

    [Fact]
    public async Task A_partition_takes_no_card_that_its_account_may_not_use_and_all_of_them_after_the_grant()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await CardsPolicyAsync(stage);
        await stage.Api.CreateAsync(Partitions(stage), PartitionManifest.Of("coldbox", PartitionManifest.Application("first", "apa001"), PartitionManifest.Application("second", "apa002")));
        await stage.GrantAsync("coldbox", policy);
        try
        {
            var waiting = await Eventually.Async(() => StatusAsync(stage, "coldbox"), status => Reason(status) == "CardNotGranted", "the cards are not granted");
            Assert.Equal("Waiting", (string?)waiting!["phase"]);
            Assert.Contains($"service account {stage.Ns}/coldbox may not use card apa001", (string?)waiting["message"], StringComparison.Ordinal);
            Assert.Contains("apa002", (string?)waiting["message"], StringComparison.Ordinal);
            Assert.Null((await stage.Api.GetAsync("apis/dune.daq/v1alpha1/readoutcards/apa001"))!["status"]!["lease"]);

            await stage.GrantCardAsync("coldbox", "apa001");
            await stage.GrantCardAsync("coldbox", "apa002");
            await Eventually.Async(() => StatusAsync(stage, "coldbox"), status => (string?)status?["phase"] == "Running", "it runs after the grants", seconds: 45);
        }
        finally
        {
            await stage.Cluster.KubectlAsync("-n", stage.Ns, "delete", "partitions", "--all", "--timeout=50s");
        }
    }

    [Fact]
    public async Task A_partitions_pod_that_is_denied_shows_why_in_its_status_and_runs_after_the_grant()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        await stage.UntilAsync(Stage.Pod("b", """{"hostNetwork": true}"""), answer => answer.Message.Contains(policy, StringComparison.Ordinal), "the policy is known");
        var application = PartitionManifest.Application("writer");
        application["template"]!["spec"]!["hostNetwork"] = true;
        await stage.Api.CreateAsync(Partitions(stage), PartitionManifest.Of("vd", application));
        try
        {
            await Eventually.Async(
                () => StatusAsync(stage, "vd"),
                status => ((string?)status?["message"])?.Contains($"denied request: service account {stage.Ns}/vd may not take from the host", StringComparison.Ordinal) == true, "the reason");
            Assert.Contains("PodRefused", (await stage.Cluster.KubectlAsync("-n", stage.Ns, "get", "events")).Out, StringComparison.Ordinal);
            await stage.GrantAsync("vd", policy);
            await Eventually.Async(() => StatusAsync(stage, "vd"), status => (string?)status?["phase"] == "Running", "it runs after the grant", seconds: 45);
        }
        finally
        {
            await stage.Cluster.KubectlAsync("-n", stage.Ns, "delete", "partitions", "--all", "--timeout=50s");
        }
    }

    private static Task<string> CardsPolicyAsync(Stage stage) => stage.PolicyAsync("cards", new() { ["extendedResources"] = new JsonArray("dune.daq/flxcard-*") });

    private static string Partitions(Stage stage) => $"apis/dune.daq/v1alpha1/namespaces/{stage.Ns}/partitions";

    private static async Task<JsonNode?> StatusAsync(Stage stage, string name) => (await stage.Api.GetAsync($"{Partitions(stage)}/{name}"))!["status"];

    private static string? Reason(JsonNode? status) =>
        (string?)(status?["conditions"] as JsonArray)?.FirstOrDefault(condition => (string?)condition!["type"] == "CardsHeld")?["reason"];
}
