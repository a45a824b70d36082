using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HandMade;

/// <summary>Cards shared by hand, as the DUNE talk of 2021 did it: a JSON patch on a node and two Deployments.</summary>
public sealed class SlidesByHand(TestCluster cluster)
{
    [Fact]
    public async Task Of_two_deployments_that_request_one_card_the_second_waits_for_the_first()
    {
        TestCluster.NeedsKubectl();
        var ns = await cluster.NamespaceAsync("slides");
        var card = $"flxcard-{ns}";
        await AddCardAsync("daq7", card);

        (await DeployAsync(ns, "first", card)).Succeeded();
        await Eventually.Async(() => BoundAsync(ns, "first"), bound => bound == "daq7", "the first deployment's pod is on daq7");

        (await DeployAsync(ns, "second", card)).Succeeded();
        var message = await Eventually.Async(() => PendingMessageAsync(ns, "second"), text => text.Length > 0, "the second one's pod is refused");
        Assert.Matches($@"0/\d+ nodes are available: .*Insufficient dune\.daq/{card}", message);

        (await cluster.KubectlAsync("-n", ns, "delete", "deployment", "first")).Succeeded();
        await Eventually.Async(() => BoundAsync(ns, "second"), bound => bound == "daq7", "the second deployment's pod follows", seconds: 60);
        (await cluster.KubectlAsync("-n", ns, "delete", "deployment", "second")).Succeeded();
    }

    /// <summary>The curl of the slides, with the administrator's certificate in place of kubectl proxy.</summary>
    private async Task AddCardAsync(string node, string card)
    {
        var patched = await cluster.CurlAsync(
            $"/api/v1/nodes/{node}/status", "--header", "Content-Type: application/json-patch+json", "--request", "PATCH",
            "--data", $$"""[{"op": "add", "path": "/status/capacity/dune.daq~1{{card}}", "value": "1"}]""");
        Assert.Contains($"\"dune.daq/{card}\":\"1\"", patched.Succeeded().Out.Replace(" ", "", StringComparison.Ordinal));
    }

    private async Task<string> BoundAsync(string ns, string app) =>
        (await cluster.KubectlAsync("-n", ns, "get", "pods", "-l", $"app={app}", "-o", "jsonpath={.items[*].spec.nodeName}")).Out;

    private async Task<string> PendingMessageAsync(string ns, string app) =>
        (await cluster.KubectlAsync("-n", ns, "get", "pods", "-l", $"app={app}", "-o",
            """jsonpath={.items[*].status.conditions[?(@.reason=="Unschedulable")].message}""")).Out;

    private Task<Command> DeployAsync(string ns, string name, string card) => cluster.KubectlWithInputAsync(
        $$$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: "{{{name}}}"}
        spec:
          selector: {matchLabels: {app: "{{{name}}}"}}
          template:
            metadata: {labels: {app: "{{{name}}}"}}
            spec:
              terminationGracePeriodSeconds: 1
              containers:
              - name: readout
                image: none
                command: [sleep, "600"]
                resources:
                  requests: {"dune.daq/{{{card}}}": 1}
                  limits: {"dune.daq/{{{card}}}": 1}
        """, "apply", "-n", ns, "-f", "-");
}
