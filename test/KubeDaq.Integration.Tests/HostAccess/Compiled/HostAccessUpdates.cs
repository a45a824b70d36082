using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Meta;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess.Compiled;

/// <summary>Changes of pods that exist, judged by the compiled policy of an API server and by the judge.</summary>
public sealed class HostAccessUpdates(TestCluster cluster)
{
    private static readonly JsonObject Ordinary = new() { ["name"] = "e", ["image"] = "busybox" };
    private static readonly JsonObject Privileged = new() { ["name"] = "e", ["image"] = "busybox", ["securityContext"] = new JsonObject { ["privileged"] = true } };

    [Fact]
    public async Task Labels_can_always_be_changed_and_nothing_more_can_be_taken()
    {
        TestCluster.NeedsCompiledPolicies();
        await using var governed = await GovernedNamespace.MakeAsync(cluster, new Dictionary<string, string[]> { ["user"] = ["network"] });
        await governed.EnforceAsync([new() { Metadata = new ObjectMeta { Name = "network" }, Spec = new HostAccessPolicySpec { HostNetwork = true } }]);
        using var api = new ApiServer(cluster.Kubeconfig);
        await LetEmergencyMakePodsAsync(api, governed);
        var broken = await MakeAsync(api, governed, "broken", new() { ["hostNetwork"] = true });
        var granted = await MakeAsync(api, governed, "granted", new() { ["hostNetwork"] = true, ["serviceAccountName"] = "user" });
        var plain = await MakeAsync(api, governed, "plain", []);

        foreach (var pod in new[] { broken, granted, plain })
            await SayAlikeAsync(api, governed, pod, "", changed => changed["metadata"]!["labels"] = new JsonObject { ["run"] = "1" }, admitted: true);
        await SayAlikeAsync(api, governed, broken, "", NewImage, admitted: false);
        await SayAlikeAsync(api, governed, granted, "", NewImage, admitted: true);
        await SayAlikeAsync(api, governed, plain, "/ephemeralcontainers", changed => Add(changed, Ordinary), admitted: true);
        await SayAlikeAsync(api, governed, plain, "/ephemeralcontainers", changed => Add(changed, Privileged), admitted: false);
        await SayAlikeAsync(api, governed, granted, "/ephemeralcontainers", changed => Add(changed, Ordinary), admitted: true);
        await SayAlikeAsync(api, governed, granted, "/ephemeralcontainers", changed => Add(changed, Privileged), admitted: false);
        await SayAlikeAsync(api, governed, broken, "/ephemeralcontainers", changed => Add(changed, Ordinary), admitted: false);
    }

    // The group lifts the policies alone: to make a pod takes what it always takes.
    private static Task<JsonObject> LetEmergencyMakePodsAsync(ApiServer api, GovernedNamespace governed) =>
        api.CreateAsync($"apis/rbac.authorization.k8s.io/v1/namespaces/{governed.Name}/rolebindings", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = "emergency" },
            ["roleRef"] = new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "ClusterRole", ["name"] = "edit" },
            ["subjects"] = new JsonArray(new JsonObject { ["apiGroup"] = "rbac.authorization.k8s.io", ["kind"] = "Group", ["name"] = HostAccessNames.BreakGlassGroup }),
        });

    /// <summary>A pod that exists whatever the policies are: the group of the emergency makes it.</summary>
    private static async Task<JsonObject> MakeAsync(ApiServer api, GovernedNamespace governed, string name, JsonObject spec)
    {
        // Nothing starts it: no host has that label.
        spec["nodeSelector"] = new JsonObject { ["no-such-host"] = "yes" };
        var pod = GovernedNamespace.Minimal(spec, name);
        // The API server's authorizer learns of a new binding a moment later.
        var answer = await Eventually.Async(
            () => api.TryAsync(HttpMethod.Post, governed.Pods, pod, asGroup: HostAccessNames.BreakGlassGroup), answer => answer.Ok, $"pod {name} is made");
        return answer.Body;
    }

    private static async Task SayAlikeAsync(ApiServer api, GovernedNamespace governed, JsonObject pod, string subresource, Action<JsonObject> change, bool admitted)
    {
        var name = (string)pod["metadata"]!["name"]!;
        var old = (await api.GetAsync($"{governed.Pods}/{name}"))!;
        var changed = old.DeepClone().AsObject();
        change(changed);
        var answer = await api.TryAsync(HttpMethod.Put, $"{governed.Pods}/{name}{subresource}?dryRun=All", changed);
        var verdict = HostAccessJudge.Judge(changed, governed.Name, KubeDaq.Api.HostAccess.Granting.PolicySet.Of(
            [new() { Metadata = new ObjectMeta { Name = "network" }, Spec = new HostAccessPolicySpec { HostNetwork = true } }]), _ => HostAccessJudge.AccountOf(changed, "").Name == "user");
        Assert.True(admitted == answer.Ok, $"{name}{subresource}: {answer}");
        Assert.Equal(admitted, HostAccessJudge.IsUnchanged(old, changed) || verdict.IsAllowed);
    }

    private static void NewImage(JsonObject pod) => pod["spec"]!["containers"]![0]!["image"] = "registry/readout:v6";

    private static void Add(JsonObject pod, JsonObject container) => pod["spec"]!["ephemeralContainers"] = new JsonArray(container.DeepClone());
}
