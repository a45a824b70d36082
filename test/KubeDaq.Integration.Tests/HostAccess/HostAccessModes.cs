using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>The stages of bringing policies to a cluster.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessModes(TestCluster cluster)
{
    private const string OnHostNetwork = """{"hostNetwork": true}""";

    [Fact]
    public async Task With_Warn_a_pod_is_made_and_its_maker_warned_with_Audit_it_is_made_with_Deny_it_is_not()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("network", new() { ["hostNetwork"] = true });
        await stage.UntilDeniedAsync(Stage.Pod("b", OnHostNetwork));
        try
        {
            await cluster.RestartOperatorAsync("--host-access-mode=Warn");
            await stage.ConditionAsync(policy, "Enforced", "WarnOnly");
            var warned = await stage.UntilAdmittedAsync(Stage.Pod("b", OnHostNetwork));
            Assert.Contains(warned.Warnings, text => text.Contains(
                "Validation failed for ValidatingAdmissionPolicy 'kubedaq-host-access' with binding 'kubedaq-host-access': service account", StringComparison.Ordinal));

            await cluster.RestartOperatorAsync("--host-access-mode=audit");
            await stage.ConditionAsync(policy, "Enforced", "AuditOnly");
            await stage.UntilAsync(Stage.Pod("b", OnHostNetwork), answer => answer.Ok && answer.Warnings.Count == 0, "made without a word");
        }
        finally
        {
            await cluster.RestartOperatorAsync();
        }

        await stage.ConditionAsync(policy, "Enforced", "Enforced");
        await stage.UntilDeniedAsync(Stage.Pod("b", OnHostNetwork));
    }
}
