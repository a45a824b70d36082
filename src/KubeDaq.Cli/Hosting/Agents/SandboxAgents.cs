using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.Program;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>
/// The agents of a sandbox's hosts, in its own process: they offer the cards to the hosts' kubelets by the same sockets and calls as on a real
/// host. One server stands behind the sockets of all of them.
/// </summary>
internal sealed class SandboxAgents : IAsyncDisposable
{
    public static readonly GroupResource Cards = new("dune.daq", "readoutcards");
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    // A large rack is of use before its last card is there; pods that ask for that one wait for it, as on any cluster.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    private readonly IReadOnlyDictionary<string, (SandboxHost Host, HostState State)> _hosts;
    private readonly CancellationTokenSource _stop = new();
    private readonly AgentServer _server;
    private readonly TimeProvider _time;
    private readonly Task _running;

    private SandboxAgents(IEnumerable<SandboxHost> hosts, IObjects objects, TimeProvider time, ILoggerFactory loggers)
    {
        _hosts = hosts.Where(host => host.Cards.Count > 0).ToDictionary(host => host.Name, host => (host, new HostState()));
        (_time, _server) = (time, new(loggers));
        var pods = new PodsByNode(objects);
        var runner = new PartRunner(time, loggers.CreateLogger<SandboxAgents>());
        var parts = _hosts.Values.SelectMany(one => OfferingParts.Make(Context(one.Host, one.State, objects, pods, loggers), _server)).ToList();
        _running = Task.WhenAll(
            pods.RunAsync(_stop.Token), Following.RunAsync(objects, Cards, records => TakeAll(records), change => TakeAll(objects.List(Cards).Items, HostOf(change.Object)), _stop.Token),
            runner.RunAsync(parts, _stop.Token));
    }

    /// <summary>Starts the agents; when this returns, the cards are offered, or those of a large rack are about to be.</summary>
    public static async Task<SandboxAgents> StartAsync(IReadOnlyList<SandboxHost> hosts, IObjects objects, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var agents = new SandboxAgents(hosts, objects, time, loggers);
        for (var began = time.GetTimestamp(); !agents.HaveOffered && time.GetElapsedTime(began) < Patience;)
            await Task.Delay(Look, time, stop);
        return agents;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _stop.Dispose();
    }

    private bool HaveOffered => _hosts.Values.All(one =>
        one.State.Offers.Current.Cards is { Count: > 0 } cards && cards.Values.All(card => card.Reason is not ("Starting" or "NotRegistered")));

    private AgentContext Context(SandboxHost host, HostState state, IObjects objects, PodsByNode pods, ILoggerFactory loggers)
    {
        state.Cards.Set(host.Cards.Select(SandboxCards.Of).ToDictionary(card => card.Name));
        var options = new AgentOptions
        {
            NodeName = host.Name,
            // The machine's control groups say nothing of the sandbox's pods.
            HostRoot = Path.Combine(host.KubeletRoot, "root"),
            KubeletRoot = host.KubeletRoot,
            StateFolder = Path.Combine(host.KubeletRoot, "agent"),
            Mode = OfferMode.DevicePlugin,
        };
        return new(options, new(), state, new SandboxApi(objects, pods), new SandboxEvents(objects, host.Name, _time), new Gauges(), _time, loggers);
    }

    private void TakeAll(IReadOnlyList<StoredObject> records, string? onlyOf = null)
    {
        // With each change of a card its host's are read, and not those of the whole rack.
        var byHost = records.Where(record => onlyOf is null || HostOf(record) == onlyOf)
            .Select(record => KubeDaqJson.Read<ReadoutCard>(record.Value)).ToLookup(card => card.Spec.Host);
        foreach (var (name, (_, state)) in _hosts.Where(one => onlyOf is null || one.Key == onlyOf))
            state.Records.Set(byHost[name].ToDictionary(card => card.Metadata.Name!));
    }

    private static string HostOf(StoredObject card) => (string?)card.Value["spec"]?["host"] ?? "";
}
