using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>What agents find reaches the API server, and from there those whom it concerns.</summary>
public sealed class AgentReports(TestCluster cluster)
{
    private const string Cards = "apis/dune.daq/v1alpha1/readoutcards";
    private readonly string _card = $"found-{Guid.NewGuid():N}"[..14];

    [Fact]
    public async Task A_card_is_reported_and_its_driver_taken_away_and_brought_back_is_told()
    {
        TestCluster.NeedsKubectl();
        using var admin = new ApiServer(cluster.Kubeconfig);
        await using var host = await BoundAgent.MakeAsync(cluster, admin);
        host.Start(_card);
        await host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        await host.UntilConditionAsync($"daqhosts/{host.Name}", "NamesUnique", "True", "Unique");
        var card = (await admin.GetAsync($"{Cards}/{_card}"))!;
        Assert.Equal((host.Name, "apa"), ((string?)card["spec"]!["host"], (string?)card["metadata"]!["labels"]!["detector"]));
        Assert.Equal("""["/dev/flx0"]""", card["spec"]!["devices"]!.ToJsonString());
        Assert.Equal("4.5.0", (string?)card["status"]!["hardware"]!["driverVersion"]);

        host.Tree.UnloadDriver();
        await host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "False", "DriverMissing");
        host.Tree.LoadDriver();
        await host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        await admin.DeleteAsync($"{Cards}/{_card}");
        Assert.NotEmpty(host.Log);
        Assert.DoesNotContain(host.Token.Split('.')[2], host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_whose_card_fails_is_degraded_with_the_reason_until_it_is_well()
    {
        TestCluster.NeedsKubectl();
        using var admin = new ApiServer(cluster.Kubeconfig);
        await using var host = await BoundAgent.MakeAsync(cluster, admin);
        host.Start(_card);
        await host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        var ns = await cluster.NamespaceAsync("unwell");
        await admin.CreateAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions", JsonNode.Parse($$$"""
            {"apiVersion": "dune.daq/v1alpha1", "kind": "Partition", "metadata": {"name": "coldbox"}, "spec": {"applications": [
              {"name": "readout", "cards": [{"name": "{{{_card}}}"}], "template": {"spec": {"containers": [{"name": "main", "image": "x", "command": ["sleep", "600"] } ] } } } ] } }
            """)!);
        await Eventually.Async(() => admin.GetAsync($"{Cards}/{_card}"), c => c?["status"]?["lease"] is not null, "the partition holds the card");

        host.Tree.UnloadDriver();
        await UntilMessageAsync(admin, ns, message => message.Contains($"card {_card} in host {host.Name} is not healthy", StringComparison.Ordinal), "Degraded");
        host.Tree.LoadDriver();
        await UntilMessageAsync(admin, ns, message => !message.Contains("not healthy", StringComparison.Ordinal), null);
        Assert.NotNull((await admin.GetAsync($"{Cards}/{_card}"))!["status"]!["lease"]);

        await admin.DeleteAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions/coldbox");
        await Eventually.Async(() => admin.GetAsync($"{Cards}/{_card}"), c => c?["status"]?["lease"] is null, "the card is given back");
        await admin.DeleteAsync($"{Cards}/{_card}");
    }

    [Fact]
    public async Task A_name_that_two_hosts_claim_is_offered_by_neither_until_one_gives_it_up()
    {
        TestCluster.NeedsKubectl();
        using var admin = new ApiServer(cluster.Kubeconfig);
        await using var first = await BoundAgent.MakeAsync(cluster, admin);
        await using var second = await BoundAgent.MakeAsync(cluster, admin);
        first.Start(_card);
        await first.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        second.Start(_card);
        await first.UntilConditionAsync($"readoutcards/{_card}", "Offered", "False", "NameTaken");
        await first.UntilConditionAsync($"daqhosts/{first.Name}", "NamesUnique", "False", "NameTaken");
        await second.UntilConditionAsync($"daqhosts/{second.Name}", "NamesUnique", "False", "NameTaken");

        second.Start($"{_card}-b");
        await first.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        await second.UntilConditionAsync($"readoutcards/{_card}-b", "Offered", "True", "AccountingOnly");
        await admin.DeleteAsync($"{Cards}/{_card}");
        await admin.DeleteAsync($"{Cards}/{_card}-b");
    }

    [Fact]
    public async Task A_card_that_is_moved_to_another_host_takes_its_record_along()
    {
        TestCluster.NeedsKubectl();
        using var admin = new ApiServer(cluster.Kubeconfig);
        await using var first = await BoundAgent.MakeAsync(cluster, admin);
        await using var second = await BoundAgent.MakeAsync(cluster, admin);
        first.Start(_card);
        await first.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        var uid = (string?)(await admin.GetAsync($"{Cards}/{_card}"))!["metadata"]!["uid"];

        first.Tree.PullOut();
        await first.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "False", "Gone");
        second.Start(_card);
        await Eventually.Async(() => admin.GetAsync($"{Cards}/{_card}"), c => (string?)c?["spec"]?["host"] == second.Name, "the record is the second host's", 40);
        await second.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        await second.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        Assert.Equal(uid, (string?)(await admin.GetAsync($"{Cards}/{_card}"))!["metadata"]!["uid"]);
        await admin.DeleteAsync($"{Cards}/{_card}");
    }

    private static Task<JsonObject?> UntilMessageAsync(ApiServer admin, string ns, Func<string, bool> holds, string? phase) => Eventually.Async(
        () => admin.GetAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions/coldbox"),
        p => holds((string?)p?["status"]?["message"] ?? "not healthy") && (phase is null || (string?)p?["status"]?["phase"] == phase), $"the partition is {phase ?? "told that its card is well"}");
}
