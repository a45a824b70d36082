using System.Text.Json.Nodes;
using KubeDaq.Api.Yaml;
using KubeDaq.Cli.Applying;
using KubeDaq.Cluster.Connections;
using KubeDaq.Operator;

namespace KubeDaq.Cli.Hosting;

/// <summary>Installs KubeDaq in a fresh sandbox, by the files and over the API by which it is installed in any cluster.</summary>
internal sealed class SandboxDeployment(string kubeconfig, TimeProvider time)
{
    /// <summary>What the sandbox leaves out on purpose: it has no CEL engine.</summary>
    private static readonly string[] NeedCel = ["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];

    public async Task ApplyAsync(bool withOperator, CancellationToken stop)
    {
        using var connection = new ClusterConnection(Credentials.Find(kubeconfig), time);
        var applier = new ObjectApplier(connection);
        var objects = DeployManifests.All.SelectMany(file => YamlText.Read(file.Value)).OfType<JsonObject>();
        foreach (var value in objects.Where(o => Wanted(o, withOperator)))
            await applier.ApplyAsync(value, dryRun: false, stop);
    }

    private static bool Wanted(JsonObject value, bool withOperator)
    {
        var kind = value["kind"]?.GetValue<string>();
        return !NeedCel.Contains(kind) && (withOperator || kind != "Deployment");
    }
}
