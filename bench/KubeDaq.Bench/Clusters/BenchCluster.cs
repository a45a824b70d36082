using System.Text.Json;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Bench.Clusters;

/// <summary>The cluster that is measured: the one of KUBECONFIG with an operator started beside it, or a sandbox made for it.</summary>
internal sealed class BenchCluster : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _parts = [];
    private readonly string? _kubeconfig;

    private BenchCluster(string kubeconfig, bool hasOperator)
    {
        Connection = new ClusterConnection(Credentials.Find(kubeconfig));
        _kubeconfig = hasOperator ? null : kubeconfig;
        Kubeconfig = kubeconfig;
    }

    public ClusterConnection Connection { get; }

    /// <summary>The way to it, for programs.</summary>
    public string Kubeconfig { get; }

    /// <summary>What it is: <c>Kubernetes v1.36.2</c>.</summary>
    public string Name { get; private set; } = "";

    /// <param name="kubeconfig">The cluster; a sandbox where null.</param>
    /// <param name="hasOperator">Whether an operator runs in it; else one is started beside it for the time that it is measured.</param>
    /// <param name="stop">Gives up.</param>
    public static Task<BenchCluster> OpenAsync(string? kubeconfig, bool hasOperator, CancellationToken stop) =>
        kubeconfig is null ? StartSandboxAsync(aside: false, stop) : JoinAsync(kubeconfig, hasOperator, stop);

    /// <summary>The cluster beside a host that is measured: a sandbox leaves the processors to the host, as on a cluster it would be on another machine.</summary>
    /// <param name="kubeconfig">The cluster; a sandbox where null.</param>
    /// <param name="stop">Gives up.</param>
    public static Task<BenchCluster> OpenAsideAsync(string? kubeconfig, CancellationToken stop) =>
        kubeconfig is null ? StartSandboxAsync(aside: true, stop) : JoinAsync(kubeconfig, hasOperator: false, stop);

    /// <summary>The operator, until it is disposed of; where the cluster has its own, that one stays.</summary>
    public IAsyncDisposable? StartOperator() =>
        _kubeconfig is null ? null : KubeDaqProcess.Start(["operator", "--no-leader-election", "--metrics-port", "0"], _kubeconfig);

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_parts))
            await part.DisposeAsync();
        Connection.Dispose();
    }

    private static async Task<BenchCluster> StartSandboxAsync(bool aside, CancellationToken stop)
    {
        var folder = new TemporaryFolder();
        KubeDaqProcess? sandbox = null;
        try
        {
            sandbox = KubeDaqProcess.Start(["sandbox", "--dir", folder.Path, "--port", "0"], null, aside);
            var kubeconfig = await sandbox.LineAsync("ready: KUBECONFIG=", TimeSpan.FromSeconds(60), stop);
            var cluster = new BenchCluster(kubeconfig, hasOperator: true);
            cluster._parts.AddRange([folder, sandbox]);
            cluster.Name = $"sandbox ({await VersionAsync(cluster.Connection, stop)})";
            return cluster;
        }
        catch
        {
            if (sandbox is not null)
                await sandbox.DisposeAsync();
            await folder.DisposeAsync();
            throw;
        }
    }

    private static async Task<BenchCluster> JoinAsync(string kubeconfig, bool hasOperator, CancellationToken stop)
    {
        var cluster = new BenchCluster(kubeconfig, hasOperator);
        try
        {
            cluster.Name = $"Kubernetes {await VersionAsync(cluster.Connection, stop)}";
            cluster._parts.Add(await Definitions.InstallMissingAsync(cluster.Connection, stop));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> VersionAsync(ClusterConnection connection, CancellationToken stop)
    {
        using var version = await connection.AskAsync(new ApiRequest(HttpMethod.Get, "version") { Purpose = "ask for the version" }, stop);
        return version.RootElement.TryGetProperty("gitVersion", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "?";
    }
}
