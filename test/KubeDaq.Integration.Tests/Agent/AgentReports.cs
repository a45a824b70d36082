using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>What agents find reaches the API server, and from there those whom it concerns.</summary>
public sealed class AgentReports(TestCluster cluster) : IAsyncLifetime
{
    private const string Cards = "apis/dune.daq/v1alpha1/readoutcards";
    private readonly string _card = $"found-{Guid.NewGuid():N}"[..14];
    private ApiServer _admin = null!;
    private BoundAgent _host = null!;

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _admin = new ApiServer(cluster.Kubeconfig);
        _host = await BoundAgent.MakeAsync(cluster, _admin);
        _host.Start(_card);
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
    }

    public async ValueTask DisposeAsync()
    {
        if (_admin is null) return;
        await _host.DisposeAsync();
        await _admin.DeleteAsync($"{Cards}/{_card}");
        _admin.Dispose();
    }

    [Fact]
    public async Task A_card_is_reported_and_its_driver_taken_away_and_brought_back_is_told()
    {
        await _host.UntilConditionAsync($"daqhosts/{_host.Name}", "NamesUnique", "True", "Unique");
        var card = (await _admin.GetAsync($"{Cards}/{_card}"))!;
        Assert.Equal((_host.Name, "apa"), ((string?)card["spec"]!["host"], (string?)card["metadata"]!["labels"]!["detector"]));
        Assert.Equal("""["/dev/flx0"]""", card["spec"]!["devices"]!.ToJsonString());
        Assert.Equal("4.5.0", (string?)card["status"]!["hardware"]!["driverVersion"]);

        _host.Tree.UnloadDriver();
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "False", "DriverMissing");
        _host.Tree.LoadDriver();
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        Assert.NotEmpty(_host.Log);
        Assert.DoesNotContain(_host.Token.Split('.')[2], _host.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partition_whose_card_fails_is_degraded_with_the_reason_until_it_is_well()
    {
        var ns = await cluster.NamespaceAsync("unwell");
        await _admin.CreateAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions", JsonNode.Parse($$$"""
            {"apiVersion": "dune.daq/v1alpha1", "kind": "Partition", "metadata": {"name": "coldbox"}, "spec": {"applications": [
              {"name": "readout", "cards": [{"name": "{{{_card}}}"}], "template": {"spec": {"containers": [{"name": "main", "image": "x", "command": ["sleep", "600"] } ] } } } ] } }
            """)!);
        await Eventually.Async(() => _admin.GetAsync($"{Cards}/{_card}"), c => c?["status"]?["lease"] is not null, "the partition holds the card");

        _host.Tree.UnloadDriver();
        await UntilMessageAsync(ns, message => message.Contains($"card {_card} in host {_host.Name} is not healthy", StringComparison.Ordinal), "Degraded");
        _host.Tree.LoadDriver();
        await UntilMessageAsync(ns, message => !message.Contains("not healthy", StringComparison.Ordinal), null);
        Assert.NotNull((await _admin.GetAsync($"{Cards}/{_card}"))!["status"]!["lease"]);

        await _admin.DeleteAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions/coldbox");
        await Eventually.Async(() => _admin.GetAsync($"{Cards}/{_card}"), c => c?["status"]?["lease"] is null, "the card is given back");
    }

    [Fact]
    public async Task A_name_that_two_hosts_claim_is_offered_by_neither_until_one_gives_it_up()
    {
        await using var second = await BoundAgent.MakeAsync(cluster, _admin);
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        second.Start(_card);
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Offered", "False", "NameTaken");
        await _host.UntilConditionAsync($"daqhosts/{_host.Name}", "NamesUnique", "False", "NameTaken");
        await second.UntilConditionAsync($"daqhosts/{second.Name}", "NamesUnique", "False", "NameTaken");

        second.Start($"{_card}-b");
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        await second.UntilConditionAsync($"readoutcards/{_card}-b", "Offered", "True", "AccountingOnly");
        await _admin.DeleteAsync($"{Cards}/{_card}-b");
    }

    [Fact]
    public async Task A_card_that_is_moved_to_another_host_takes_its_record_along()
    {
        await using var second = await BoundAgent.MakeAsync(cluster, _admin);
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        var uid = (string?)(await _admin.GetAsync($"{Cards}/{_card}"))!["metadata"]!["uid"];

        _host.Tree.PullOut();
        await _host.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "False", "Gone");
        second.Start(_card);
        await Eventually.Async(() => _admin.GetAsync($"{Cards}/{_card}"), c => (string?)c?["spec"]?["host"] == second.Name, "the record is the second host's", 40);
        await second.UntilConditionAsync($"readoutcards/{_card}", "Healthy", "True", "Found");
        await second.UntilConditionAsync($"readoutcards/{_card}", "Offered", "True", "AccountingOnly");
        Assert.Equal(uid, (string?)(await _admin.GetAsync($"{Cards}/{_card}"))!["metadata"]!["uid"]);
    }

    private Task<JsonObject?> UntilMessageAsync(string ns, Func<string, bool> holds, string? phase) => Eventually.Async(
        () => _admin.GetAsync($"apis/dune.daq/v1alpha1/namespaces/{ns}/partitions/coldbox"),
        p => holds((string?)p?["status"]?["message"] ?? "not healthy") && (phase is null || (string?)p?["status"]?["phase"] == phase), $"the partition is {phase ?? "told that its card is well"}");
}
