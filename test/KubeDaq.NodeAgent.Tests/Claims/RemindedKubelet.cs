using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;
using KubeDaq.NodeAgent.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.Claims;

/// <summary>A host with two cards, pods on it that wait, and what reminds its kubelet of them.</summary>
internal sealed class RemindedKubelet : IAsyncDisposable
{
    public const string Card = "apa001";
    public const string OtherCard = "apa002-data0";

    private readonly CancellationTokenSource _stop = new();
    private readonly Latest<string?> _registered = new(null);
    private readonly Task _running;

    public RemindedKubelet()
    {
        State.Cards.Set(new[] { TestCards.Apa001, TestCards.Apa002 }.ToDictionary(card => card.Name));
        State.Records.Set(new Dictionary<string, ReadoutCard>());
        _running = new PrepareReminder(Api, State, _registered, new(Api, OneHost.Node), Clock, NullLogger.Instance).RunAsync(_stop.Token);
    }

    public MemoryApi Api { get; } = new();

    public HostState State { get; } = new();

    public FakeTimeProvider Clock { get; } = new();

    public static string Path(string pod) => $"/api/v1/namespaces/np04/pods/{pod}";

    /// <summary>The kubelet takes the driver.</summary>
    public void Register()
    {
        // Each time is another moment, and so another annotation.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        _registered.Set("");
    }

    /// <summary>A pod that waits for a claim, named as one that its owner made.</summary>
    public void Pod(string name, string device = Card, string driver = "cards.dune.daq", string pool = OneHost.Node)
    {
        Claim(name, device, driver, pool);
        Put(name, $$"""{"metadata":{},"spec":{"resourceClaims":[{"name":"card","resourceClaimName":"{{name}}"}]},"status":{"phase":"Pending"} }""");
    }

    /// <summary>A pod, as it is written here.</summary>
    public void Put(string name, string json)
    {
        var pod = JsonNode.Parse(json)!.AsObject();
        pod["metadata"]!["namespace"] = "np04";
        pod["spec"]!["nodeName"] = OneHost.Node;
        Api.Put(Path(name), pod);
    }

    public void Claim(string name, string device = Card, string driver = "cards.dune.daq", string pool = OneHost.Node) => Api.Put(DraNames.ClaimPath("np04", name), JsonNode.Parse($$$"""
        {"metadata":{"namespace":"np04"},"status":{"allocation":{"devices":{"results":[{"request":"card","driver":"{{{driver}}}","pool":"{{{pool}}}","device":"{{{device}}}"}] } } } }
        """)!.AsObject());

    public void Maintain(string card, bool maintenance) =>
        State.Records.Set(new Dictionary<string, ReadoutCard> { [card] = new() { Metadata = new() { Name = card }, Spec = new() { Host = OneHost.Node, Maintenance = maintenance } } });

    /// <summary>What the pod was last touched with; null for never.</summary>
    public string? Reminder(string pod) => (string?)Api.Get(Path(pod))?["metadata"]?["annotations"]?[ApiGroup.PrepareAgainAnnotation];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }
}
