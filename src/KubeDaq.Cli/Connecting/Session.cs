using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Terminals;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Connecting;

/// <summary>A cluster, a namespace of it, and the terminal of the person who works with them.</summary>
internal sealed class Session(ClusterConnection connection, string ns, Terminal terminal, TimeProvider time) : IDisposable
{
    public ClusterConnection Connection => connection;

    public string Namespace => ns;

    public Terminal Terminal => terminal;

    public TimeProvider Time => time;

    public ResourceClient<Partition> Partitions => connection.Client(Kinds.Partition);

    public ResourceClient<ReadoutCard> Cards => connection.Client(Kinds.ReadoutCard);

    public ResourceClient<DaqHost> Hosts => connection.Client(Kinds.DaqHost);

    public ResourceClient<HostAccessPolicy> Policies => connection.Client(Kinds.HostAccessPolicy);

    public ObjectName Name(string name) => new(ns, name);

    public ResourceClient<JsonObject> Json(ResourceKind kind) => connection.Client(Kinds.Json(kind));

    public async Task<Partition> PartitionAsync(string name, CancellationToken stop) =>
        await Partitions.GetAsync(Name(name), stop) ?? throw new CommandFailure(
            ExitCode.NotFound, $"there is no partition {name} in namespace {ns}; 'kubedaq get partitions -A' lists those of all namespaces");

    public async Task<ReadoutCard> CardAsync(string name, CancellationToken stop) =>
        await Cards.GetAsync(new ObjectName("", name), stop) ?? throw new CommandFailure(
            ExitCode.NotFound, $"there is no readout card {name}; 'kubedaq cards' lists them");

    public async Task<HostAccessPolicy> PolicyAsync(string name, CancellationToken stop) =>
        await Policies.GetAsync(new ObjectName("", name), stop) ?? throw new CommandFailure(
            ExitCode.NotFound, $"there is no host access policy {name}; 'kubedaq get haps' lists them");

    public void Dispose() => connection.Dispose();
}
