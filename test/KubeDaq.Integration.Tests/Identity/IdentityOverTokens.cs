using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>An application's token is replaced in its file, and the old one ends, while it works.</summary>
public sealed class IdentityOverTokens(TestCluster cluster) : IAsyncLifetime
{
    private const int Requests = 1000;
    private const int RequestsPerToken = 200;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-account-");
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        _ns = await cluster.NamespaceAsync("tokens");
        (await KubectlAsync("create", "serviceaccount", "application")).Succeeded();
        (await KubectlAsync("create", "rolebinding", "application", "--clusterrole=view", $"--serviceaccount={_ns}:application")).Succeeded();
        var authority = (await KubectlAsync("config", "view", "--minify", "--raw", "-o", "jsonpath={.clusters[0].cluster.certificate-authority-data}")).Succeeded().Out;
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "ca.crt"), Convert.FromBase64String(authority));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_thousand_requests_over_five_tokens_all_succeed_and_without_a_good_one_there_is_one_clear_error()
    {
        await ReplaceTokenAsync(0);
        using var connection = await ConnectAsync();
        for (var request = 0; request < Requests; request++)
        {
            if (request > 0 && request % RequestsPerToken == 0)
            {
                await ReplaceTokenAsync(request);
                (await KubectlAsync("delete", "secret", $"until-{request - RequestsPerToken}")).Succeeded();
            }
            Assert.Equal(_ns, (await ReadAsync(connection)).Metadata.Name);
        }

        (await KubectlAsync("delete", "secret", $"until-{Requests - RequestsPerToken}")).Succeeded();
        var error = await Eventually.Async(() => RefusalAsync(connection), refusal => refusal is not null, "the ended token is refused");
        Assert.Contains("refused the credentials of the pod's service account", error!.Message, StringComparison.Ordinal);
    }

    /// <summary>A new token in the file, in one step as the kubelet does it; it ends when its Secret is deleted.</summary>
    private async Task ReplaceTokenAsync(int number)
    {
        (await KubectlAsync("create", "secret", "generic", $"until-{number}")).Succeeded();
        var token = (await KubectlAsync("create", "token", "application", "--bound-object-kind", "Secret", "--bound-object-name", $"until-{number}")).Succeeded().Out;
        var file = Path.Combine(_folder.FullName, "token");
        await File.WriteAllTextAsync(file + ".new", token);
        File.Move(file + ".new", file, overwrite: true);
    }

    private async Task<ClusterConnection> ConnectAsync()
    {
        var server = new Uri((await KubectlAsync("config", "view", "--minify", "-o", "jsonpath={.clusters[0].cluster.server}")).Succeeded().Out);
        var environment = new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = server.Host, ["KUBERNETES_SERVICE_PORT"] = $"{server.Port}" };
        return new(ServiceAccount.Load(_folder.FullName, environment.GetValueOrDefault, TimeProvider.System));
    }

    private async Task<k8s.Models.V1Namespace> ReadAsync(ClusterConnection connection) =>
        (await connection.Client(Kinds.Namespace).GetAsync(new ObjectName("", _ns), TestContext.Current.CancellationToken))!;

    private async Task<ApiException?> RefusalAsync(ClusterConnection connection)
    {
        try
        {
            await ReadAsync(connection);
            return null;
        }
        catch (ApiException refusal)
        {
            return refusal;
        }
    }

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}
