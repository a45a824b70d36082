using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Contract;

/// <summary>Holds the cluster to a recording of Kubernetes 1.36.2.</summary>
public sealed class RecordedBehaviour(TestCluster cluster)
{
    /// <summary>Steps that only a CEL engine can pass; docs/sandbox.md says why the sandbox has none.</summary>
    private static readonly HashSet<string> NeedCel =
    [
        "admission/policy", "admission/denied", "admission/allowed", "admission/warn", "admission/invalid", "crd/validation",
    ];

    [Fact]
    public async Task The_API_answers_as_a_recorded_Kubernetes_does()
    {
        var python = Executables.OnPath("python3");
        Assert.SkipWhen(python is null, "needs python3, which runs the checker");
        var folder = Path.Combine(Executables.Root, "test", "KubeDaq.Integration.Tests", "Contract");

        var check = await Command.RunAsync(
            python, [Path.Combine(folder, "contract.py"), "check", cluster.Kubeconfig, Path.Combine(folder, "kubernetes-1.36.json")], seconds: 180);

        var failed = check.Out.Split('\n').Where(l => l.StartsWith("FAIL", StringComparison.Ordinal)).ToList();
        var surprising = failed.Where(l => !NeedCel.Any(step => l.Contains(step, StringComparison.Ordinal))).ToList();
        Assert.True(surprising.Count == 0, string.Join('\n', surprising) + check.Err);
        Assert.Matches(@"\d{3,} passed, \d+ failed, \d+ skipped|1[2-4]\d passed", check.Out);
    }
}
