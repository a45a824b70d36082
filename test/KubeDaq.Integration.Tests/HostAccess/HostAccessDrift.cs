using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>What enforces the policies cannot be taken away: it comes back at once.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessDrift(TestCluster cluster)
{
    private const string Admission = "apis/admissionregistration.k8s.io/v1";
    private const string Compiled = $"{Admission}/validatingadmissionpolicies/{HostAccessNames.CompiledPolicy}";
    private const string Binding = $"{Admission}/validatingadmissionpolicybindings/{HostAccessNames.CompiledPolicy}";

    [Fact]
    public async Task An_edited_policy_or_binding_is_put_right()
    {
        await using var stage = await Stage.SetAsync(cluster);
        await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        var (policy, binding) = (await SpecAsync(stage, Compiled), await SpecAsync(stage, Binding));

        var open = new JsonObject { ["spec"] = new JsonObject { ["validations"] = new JsonArray(new JsonObject { ["expression"] = "true" }) } };
        await stage.Api.MergePatchAsync(Compiled, open);
        await BackAsync(stage, Compiled, policy);
        // Added to what is there, not changed: it would leave every pod out.
        var condition = new JsonObject { ["spec"] = new JsonObject { ["matchConditions"] = new JsonArray(new JsonObject { ["name"] = "never", ["expression"] = "false" }) } };
        await stage.Api.MergePatchAsync(Compiled, condition);
        await BackAsync(stage, Compiled, policy);
        await stage.Api.MergePatchAsync(Binding, new JsonObject { ["spec"] = new JsonObject { ["validationActions"] = new JsonArray("Audit") } });
        await BackAsync(stage, Binding, binding);
        await stage.Api.MergePatchAsync(Compiled, new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [HostAccessNames.CompiledFrom] = "{}" } } });
        await Eventually.Async(
            async () => (string?)(await stage.Api.GetAsync(Compiled))!["metadata"]!["annotations"]![HostAccessNames.CompiledFrom],
            text => text?.Contains(stage.Ns, StringComparison.Ordinal) == true, "the annotation holds the set again");
        await stage.UntilDeniedAsync(Stage.Pod("b", """{"hostNetwork": true}"""));
    }

    [Fact]
    public async Task A_deleted_policy_binding_or_role_comes_back()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var name = await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        var role = $"{Stage.Rbac}/clusterroles/{HostAccessNames.RolePrefix}{name}";
        await Eventually.Async(() => stage.Api.GetAsync(role), value => value is not null, "the role");
        var specs = new Dictionary<string, JsonNode> { [Compiled] = await SpecAsync(stage, Compiled), [Binding] = await SpecAsync(stage, Binding) };

        foreach (var (path, spec) in specs)
        {
            await stage.Api.DeleteAsync(path);
            await BackAsync(stage, path, spec);
        }

        await stage.Api.DeleteAsync(role);
        await Eventually.Async(() => stage.Api.GetAsync(role), value => value is not null, "the role is back");
        await stage.Api.MergePatchAsync(role, new JsonObject { ["rules"] = new JsonArray() });
        await Eventually.Async(() => stage.Api.GetAsync(role), value => (value?["rules"] as JsonArray)?.Count == 1, "the role's rule is back");
        await stage.UntilDeniedAsync(Stage.Pod("b", """{"hostNetwork": true}"""));
    }

    [Fact]
    public async Task A_role_of_that_name_that_is_somebody_elses_is_left_alone()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var role = $"{HostAccessNames.RolePrefix}taken-{stage.Ns}";
        await stage.Api.CreateAsync($"{Stage.Rbac}/clusterroles", new JsonObject { ["metadata"] = new JsonObject { ["name"] = role }, ["rules"] = new JsonArray() });
        try
        {
            var policy = await stage.PolicyAsync("taken", new() { ["hostNetwork"] = true });
            await Eventually.Async(
                async () => (await stage.Cluster.KubectlAsync("get", "events", "-n", "default", "--field-selector", $"involvedObject.name={policy}")).Out,
                text => text.Contains("RoleNotOurs", StringComparison.Ordinal), "an event says so");
            Assert.Empty((await stage.Api.GetAsync($"{Stage.Rbac}/clusterroles/{role}"))!["rules"] as JsonArray ?? []);
        }
        finally
        {
            await stage.Api.DeleteAsync($"{Stage.Rbac}/clusterroles/{role}");
        }
    }

    private static async Task<JsonNode> SpecAsync(Stage stage, string path) => (await stage.Api.GetAsync(path))!["spec"]!.DeepClone();

    private static Task<JsonObject?> BackAsync(Stage stage, string path, JsonNode spec) =>
        Eventually.Async(() => stage.Api.GetAsync(path), value => JsonNode.DeepEquals(value?["spec"], spec), $"{path} is as it was", seconds: 10);
}
