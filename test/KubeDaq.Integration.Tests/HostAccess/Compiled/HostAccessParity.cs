using System.Text.Json.Nodes;
using KubeDaq.Api.Tests.HostAccess.Generating;
using KubeDaq.Api.Yaml;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess.Compiled;

/// <summary>The compiled policy against Kubernetes' own Pod Security admission at the level "baseline".</summary>
public sealed class HostAccessParity(TestCluster cluster)
{
    private static readonly string[] Lists = ["containers", "initContainers", "ephemeralContainers"];

    [Fact]
    public async Task Pod_Security_and_the_compiled_policy_give_the_same_verdict_for_every_control()
    {
        TestCluster.NeedsCompiledPolicies();
        await using var governed = await GovernedNamespace.MakeAsync(cluster, new Dictionary<string, string[]>());
        await governed.EnforceAsync([]);
        using var api = new ApiServer(cluster.Kubeconfig);
        var baseline = await cluster.NamespaceAsync("psa");
        await api.MergePatchAsync($"api/v1/namespaces/{baseline}", new JsonObject
        {
            ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["pod-security.kubernetes.io/enforce"] = "baseline", ["pod-security.kubernetes.io/enforce-version"] = "latest" } },
        });
        await Eventually.Async(() => api.GetAsync($"api/v1/namespaces/{baseline}/serviceaccounts/default"), account => account is not null, "the default service account");

        var compared = new List<string>();
        foreach (var (control, text, _) in BaselineControls.All)
        {
            var pod = Complete(YamlText.Read(text).Single().AsObject());
            var security = await api.TryAsync(HttpMethod.Post, $"api/v1/namespaces/{baseline}/pods?dryRun=All", pod);
            var ours = await governed.CreateAsync(pod);
            Assert.True(security.Code == ours.Code, $"{control}: {text}\nPod Security: {security}\ncompiled: {ours}");
            // Neither judges what is no valid pod, as ephemeral containers in a new one.
            if (security.Code != 422)
                compared.Add(control);
        }
        Assert.Equal(BaselineControls.All.Select(control => control.Name).Distinct().Order(StringComparer.Ordinal), compared.Distinct().Order(StringComparer.Ordinal));
        TestContext.Current.SendDiagnosticMessage($"{compared.Count} pods got the same verdict");
    }

    private static JsonObject Complete(JsonObject pod)
    {
        pod["apiVersion"] = "v1";
        pod["kind"] = "Pod";
        pod["metadata"] ??= new JsonObject();
        pod["metadata"]!["name"] = "pod";
        foreach (var container in Lists.SelectMany(list => pod["spec"]![list] as JsonArray ?? []))
        {
            container!["image"] ??= "registry/readout:v5";
            if (container["ports"] is null)
                continue;
            foreach (var port in container["ports"]!.AsArray())
                port!["protocol"] ??= "TCP";
        }
        return pod;
    }
}
