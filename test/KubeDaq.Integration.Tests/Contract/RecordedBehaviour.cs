using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Contract;

/// <summary>Holds the cluster to a recording of Kubernetes 1.36.2.</summary>
public sealed class RecordedBehaviour(TestCluster cluster)
{
    /// <summary>Steps that only an engine for admission policies can pass; docs/design/0002 says why the sandbox has none.</summary>
    private static readonly string[] NeedPolicies = ["admission/policy", "admission/denied", "admission/warn", "admission/invalid"];

    [Fact]
    public async Task The_API_answers_as_a_recorded_Kubernetes_does()
    {
        var python = Executables.OnPath("python3");
        Assert.SkipWhen(python is null, "needs python3, which runs the checker");
        var folder = Path.Combine(Executables.Root, "test", "KubeDaq.Integration.Tests", "Contract");
        var recording = Path.Combine(folder, "kubernetes-1.36.json");

        var check = await Command.RunAsync(
            python, [Path.Combine(folder, "contract.py"), "check", cluster.Kubeconfig, recording], seconds: 240);

        var failed = check.Out.Split('\n').Where(l => l.StartsWith("FAIL", StringComparison.Ordinal)).ToList();
        var surprising = failed.Where(l => !NeedPolicies.Any(step => l.StartsWith($"FAIL {step}:", StringComparison.Ordinal))).ToList();
        Assert.True(surprising.Count == 0, string.Join('\n', surprising) + check.Err);
        // Nothing may pass by not being asked.
        var steps = JsonNode.Parse(await File.ReadAllTextAsync(recording, TestContext.Current.CancellationToken))!["steps"]!.AsArray().Count;
        Assert.EndsWith($"{steps - failed.Count} passed, {failed.Count} failed, 0 skipped", check.Out.TrimEnd());
    }
}
