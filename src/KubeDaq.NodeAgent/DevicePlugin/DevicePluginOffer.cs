using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>Offers the host's cards by the device plugin API: one socket for each card or unit that there is.</summary>
internal sealed class DevicePluginOffer(CardPlugin plugin, HostState state, PluginFolder folder, ServerSockets sockets, OfferBoard board, GrantLedger ledger, DraSockets driver, TimeProvider time, TimeProvider rounds, ILogger log) : IOffer
{
    private readonly Dictionary<string, Offered> _offered = [];

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        using var all = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var draining = DrainAsync(all.Token);
        try
        {
            while (true)
            {
                var (cards, grants) = (state.Cards.Version, ledger.Grants.Version);
                await FollowAsync(Wanted(), all.Token);
                await Changes.FirstAsync(next => [state.Cards.NextAsync(cards, next), ledger.Grants.NextAsync(grants, next)], stop);
            }
        }
        finally
        {
            await all.CancelAsync();
            await draining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await EndAsync([.. _offered.Keys]);
        }
    }

    // Offered both ways, a card would be given to two pods: one that a claim still has waits.
    private Dictionary<string, CardResource> Wanted()
    {
        var wanted = new Dictionary<string, CardResource>();
        foreach (var resource in (state.Cards.Current?.Values ?? []).SelectMany(CardResource.Of))
        {
            if (ledger.Grants.Current.FirstOrDefault(grant => grant.IsClaimed && grant.Part.Card == resource.Part.Card) is { } claimed)
                board.Set(resource.Part, new(false, "Draining", $"pod {string.Join(" or ", claimed.Pods)} still has it by a claim; it is offered by the device plugin when that pod is gone"));
            else
                wanted[resource.Name] = resource;
        }
        return wanted;
    }

    // The kubelet must be able to give back what claims still have.
    private async Task DrainAsync(CancellationToken stop)
    {
        while (ledger.Grants.Current.Any(grant => grant.IsClaimed))
        {
            using var drained = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var serving = driver.RunAsync(drained.Token);
            while (ledger.Grants.Current.Any(grant => grant.IsClaimed))
                await ledger.Grants.NextAsync(ledger.Grants.Version, stop);
            await drained.CancelAsync();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(Dictionary<string, CardResource> wanted, CancellationToken stop)
    {
        await EndAsync([.. _offered.Where(one => !wanted.TryGetValue(one.Key, out var now) || !Same(now, one.Value.Resource)).Select(one => one.Key)]);
        foreach (var (name, resource) in wanted.Where(one => !_offered.ContainsKey(one.Key)))
            _offered[name] = Begin(resource, stop);
    }

    private Offered Begin(CardResource resource, CancellationToken all)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(all);
        var socket = new PluginSocket(plugin, resource, folder, sockets, time, rounds, log);
        return new(resource, stop, Task.WhenAll(socket.RunAsync(stop.Token), ReportAsync(resource, socket.Streams, stop.Token)));
    }

    private async Task ReportAsync(CardResource resource, OpenStreams streams, CancellationToken stop)
    {
        await foreach (var count in streams.Count.FollowAsync(stop))
            board.Set(resource.Part, count > 0 ? new(true, "Registered", "its kubelet offers it to pods") : new(false, "NotRegistered", "the kubelet does not answer"));
    }

    private async Task EndAsync(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            _offered.Remove(name, out var one);
            await one!.Stop.CancelAsync();
            await one.Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            one.Stop.Dispose();
            board.Forget(one.Resource.Part);
        }
    }

    private static bool Same(CardResource left, CardResource right) => left.Files.SequenceEqual(right.Files);

    private sealed record Offered(CardResource Resource, CancellationTokenSource Stop, Task Running);
}
