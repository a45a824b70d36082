using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Agent;

/// <summary>What the account of an agent may write: objects of the host in its token, and never who holds a card.</summary>
public sealed class AgentLeastPrivilege(TestCluster cluster) : IAsyncLifetime
{
    private const string Cards = "apis/dune.daq/v1alpha1/readoutcards";
    private const string Hosts = "apis/dune.daq/v1alpha1/daqhosts";
    private readonly string _card = $"least-{Guid.NewGuid():N}"[..14];
    private ApiServer _admin = null!;
    private BoundAgent _mine = null!;
    private BoundAgent _other = null!;

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _admin = new ApiServer(cluster.Kubeconfig);
        _mine = await BoundAgent.MakeAsync(cluster, _admin);
        _other = await BoundAgent.MakeAsync(cluster, _admin);
        await _mine.Api.CreateAsync(Cards, Card(_mine.Name));
    }

    public async ValueTask DisposeAsync()
    {
        if (_admin is null) return;
        await _admin.DeleteAsync($"{Cards}/{_card}");
        await _mine.DisposeAsync();
        await _other.DisposeAsync();
        _admin.Dispose();
    }

    [Fact]
    public async Task An_agent_writes_the_card_and_the_host_that_are_its_own()
    {
        await _mine.Api.MergePatchAsync($"{Cards}/{_card}", Spec("devices", new JsonArray("/dev/flx0")));
        await _mine.Api.MergePatchAsync($"{Cards}/{_card}/status", Status("health", "Unhealthy"));
        await _mine.Api.CreateAsync(Hosts, Named("DaqHost", _mine.Name));
        await _mine.Api.MergePatchAsync($"api/v1/nodes/{_mine.Name}", Labels("dune.daq/cvmfs-x.cern.ch"));
        await _mine.Api.MergePatchAsync($"api/v1/nodes/{_mine.Name}/status", Status("capacity", new JsonObject { [$"dune.daq/flxcard-{_card}"] = "1" }));
    }

    [Fact]
    public async Task It_is_refused_those_of_another_host()
    {
        var why = $"this one is of {_mine.Name}, and the agent is on {_other.Name}";
        Refused(await PatchAsync(_other, $"{Cards}/{_card}", Spec("devices", new JsonArray("/dev/flx9"))), why);
        Refused(await PatchAsync(_other, $"{Cards}/{_card}", Spec("host", _other.Name)), why);
        Refused(await PatchAsync(_other, $"{Cards}/{_card}/status", Status("health", "Healthy")), why);
        Refused(await _other.Api.TryAsync(HttpMethod.Post, Hosts, Named("DaqHost", _mine.Name)), "an agent writes only its own host");
        Refused(await PatchAsync(_other, $"api/v1/nodes/{_mine.Name}", Labels("dune.daq/cvmfs-x.cern.ch")), "an agent writes only its own node");
    }

    [Fact]
    public async Task It_is_refused_what_is_not_an_agents_of_its_own_host()
    {
        Refused(await PatchAsync(_mine, $"{Cards}/{_card}", Spec("maintenance", true)), "maintenance is an administrator's to set");
        Refused(await PatchAsync(_mine, $"api/v1/nodes/{_mine.Name}", Labels("node-role.kubernetes.io/x")), "of a node's labels");
        Refused(await PatchAsync(_mine, $"api/v1/nodes/{_mine.Name}", Spec("unschedulable", true)), "of a node, an agent writes only");
        Refused(await PatchAsync(_mine, $"api/v1/nodes/{_mine.Name}/status", Status("capacity", new JsonObject { ["cpu"] = "99" })), "of a node's capacity");
    }

    [Fact]
    public async Task Of_a_pod_of_its_own_host_it_writes_the_annotation_that_has_its_claims_prepared_and_nothing_else()
    {
        const string Nothing = "of a pod, an agent writes only the annotation dune.daq/prepare-again";
        var pod = await PodAsync();
        await _mine.Api.MergePatchAsync(pod, Annotation("dune.daq/prepare-again"));
        Assert.Equal("now", (string?)(await _admin.GetAsync(pod))!["metadata"]!["annotations"]!["dune.daq/prepare-again"]);

        Refused(await PatchAsync(_other, pod, Annotation("dune.daq/prepare-again")), "an agent writes only pods of its own node");
        Refused(await PatchAsync(_mine, pod, Annotation("dune.daq/lease")), Nothing);
        Refused(await PatchAsync(_mine, pod, Labels("dune.daq/partition")), Nothing);
        var image = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec/containers/0/image", ["value"] = "registry/other:1" });
        Refused(await _mine.Api.TryAsync(HttpMethod.Patch, pod, image, "application/json-patch+json"), Nothing);

        var another = Annotation("dune.daq/prepare-again");
        another["metadata"]!["uid"] = Guid.NewGuid().ToString();
        Refused(await PatchAsync(_mine, pod, another), "field is immutable");
        Assert.Equal(403, (await _mine.Api.TryAsync(HttpMethod.Delete, pod, new JsonObject())).Code);
    }

    [Fact]
    public async Task Nobody_but_the_operator_changes_who_holds_a_card()
    {
        const string Why = "only the operator changes who holds a card";
        var lease = new JsonObject { ["namespace"] = "np04", ["partition"] = "coldbox", ["uid"] = "u", ["since"] = "2026-11-24T14:02:00Z" };
        Refused(await PatchAsync(_mine, $"{Cards}/{_card}/status", Status("lease", lease.DeepClone())), Why);

        await _admin.MergePatchAsync($"{Cards}/{_card}/status", Status("lease", lease));
        Refused(await PatchAsync(_mine, $"{Cards}/{_card}/status", Status("lease", null)), Why);
        Refused(await PatchAsync(_mine, $"{Cards}/{_card}/status", Status("leaseNumber", 9)), Why);
    }

    private static Task<ApiAnswer> PatchAsync(BoundAgent agent, string path, JsonObject patch) =>
        agent.Api.TryAsync(HttpMethod.Patch, path, patch, "application/merge-patch+json");

    private static void Refused(ApiAnswer answer, string why)
    {
        Assert.Equal(422, answer.Code);
        Assert.Contains(why, answer.Body["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private async Task<string> PodAsync()
    {
        var pods = $"api/v1/namespaces/{await cluster.NamespaceAsync("least")}/pods";
        await _admin.CreateAsync(pods, JsonNode.Parse($$$"""
            {"metadata": {"name": "reader", "annotations": {"dune.daq/lease": "apa001=7"} },
             "spec": {"nodeName": "{{{_mine.Name}}}", "containers": [{"name": "main", "image": "registry/reader:1"}] } }
            """)!);
        return $"{pods}/reader";
    }

    private JsonObject Card(string host)
    {
        var card = Named("ReadoutCard", _card);
        card["spec"] = new JsonObject { ["host"] = host, ["pciAddress"] = "0000:3b:00.0" };
        return card;
    }

    private static JsonObject Named(string kind, string name) =>
        new() { ["apiVersion"] = "dune.daq/v1alpha1", ["kind"] = kind, ["metadata"] = new JsonObject { ["name"] = name } };

    private static JsonObject Spec(string field, JsonNode? value) => new() { ["spec"] = new JsonObject { [field] = value } };

    private static JsonObject Status(string field, JsonNode? value) => new() { ["status"] = new JsonObject { [field] = value } };

    private static JsonObject Annotation(string name) => new() { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [name] = "now" } } };

    private static JsonObject Labels(string label) => new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { [label] = "ready" } } };
}
