using System.Text.Json.Nodes;
using KubeDaq.Bench.Boot;
using KubeDaq.Bench.Clusters;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using KubeDaq.NodeAgent.Tests.Kubelets;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Bench.Agents;

/// <summary>Takes the time of handovers: in each round every card of the host goes to a new pod, which then ends.</summary>
internal sealed class HandoverClock : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    // What else the pod sets going in the cluster is over by then: on a host of a cluster, that works on other machines.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(50);

    // A processor that rests takes longer to wake up than such a call takes, a virtual one most of all; that is the machine's time and not the agent's.
    private const int CallsBefore = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly BenchHost _host;
    private readonly ResourceClient<JsonObject> _pods;
    private readonly ObjectCache<PodSight> _seen;
    private readonly ObjectCache<JsonObject> _cards;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _background;

    public HandoverClock(BenchCluster cluster, BenchHost host)
    {
        _host = host;
        _pods = cluster.Connection.Client(Kinds.Json(Kinds.Pod));
        // The kubelet hears of a pod by a watch too, and at the same time as the agent.
        _seen = new(cluster.Connection.Client(PodSight.Kind), new() { Resync = null }, TimeProvider.System, new Random(1), NullLogger<ObjectCache<PodSight>>.Instance);
        _cards = new(cluster.Connection.Client(Kinds.Json(Kinds.ReadoutCard)), new() { Resync = null }, TimeProvider.System, new Random(1), NullLogger<ObjectCache<JsonObject>>.Instance);
        _background = Task.WhenAll(_seen.RunAsync(_end.Token), _cards.RunAsync(_end.Token));
    }

    /// <summary>The times of the calls of Allocate.</summary>
    public List<TimeSpan> Handovers { get; } = [];

    /// <summary>The times of calls on the same connections that do nothing, by turns with the others: what gRPC and this machine take.</summary>
    public List<TimeSpan> Floor { get; } = [];

    /// <summary>Hands every card over so many times.</summary>
    public async Task RunAsync(int rounds, CancellationToken stop)
    {
        for (var round = 0; round < rounds; round++)
        {
            var pods = new List<KubeletPod>();
            foreach (var card in _host.Cards)
            {
                pods.Add(await HandOverAsync(card, stop));
                await TrueAsync(() => Owners(card) == 1, "the card's pod is not on record", stop);
            }

            foreach (var pod in pods)
                await EndAsync(pod, stop);
            await TrueAsync(() => _host.Cards.All(card => Owners(card) == 0), "the cards are not taken back", stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _background;
        _end.Dispose();
    }

    private async Task<KubeletPod> HandOverAsync(string card, CancellationToken stop)
    {
        var resource = BenchHost.Resource(card);
        var made = await _pods.CreateAsync(JsonNode.Parse($$"""
            {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "{{card}}", "namespace": "default"}, "spec": {"nodeName": "{{BenchHost.Name}}", "terminationGracePeriodSeconds": 0, "containers":
              [{"name": "main", "image": "registry/x:1", "resources": {"requests": {"{{resource}}": "1"}, "limits": {"{{resource}}": "1"} } }] } }
            """)!.AsObject(), stop);
        var pod = new KubeletPod("default", card, (string)made["metadata"]!["uid"]!);
        await TrueAsync(() => _seen.Get(new("default", card))?.Identity.Uid == pod.Uid, "the pod was not heard of", stop);
        await Task.Delay(Quiet, TimeProvider.System, stop);
        for (var call = 0; call < CallsBefore; call++)
            Floor.Add(await TimeAsync(() => _host.Kubelet.GetOptionsAsync(resource, stop)));
        Handovers.Add(await TimeAsync(() => _host.Kubelet.AdmitAsync(pod, resource, stop)));
        return pod;
    }

    private async Task EndAsync(KubeletPod pod, CancellationToken stop)
    {
        _host.Kubelet.Books.Forget(pod);
        await _pods.DeleteAsync(new(pod.Namespace, pod.Name), new DeleteOptions { Uid = pod.Uid, GracePeriodSeconds = 0 }, stop);
    }

    private int Owners(string card) => (_cards.Get(new("", card))?["status"]?["pods"] as JsonArray)?.Count ?? 0;

    private static async Task<TimeSpan> TimeAsync(Func<Task> call)
    {
        var began = TimeProvider.System.GetTimestamp();
        await call();
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static Task TrueAsync(Func<bool> condition, string problem, CancellationToken stop) => Until.TrueAsync(condition, problem, Look, Patience, stop);
}
