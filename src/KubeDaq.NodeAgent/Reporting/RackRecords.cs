using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>Follows what the API server has of all cards and hosts: this host's cards are read from it, and names that others claim.</summary>
internal sealed class RackRecords(AgentContext context, IApiServer server) : IAgentPart
{
    private readonly Bell _bell = new();

    public string Name => "records";

    /// <summary>Every ReadoutCard, by name; null before they were read.</summary>
    public Latest<IReadOnlyDictionary<string, ReadoutCard>?> Cards { get; } = new(null);

    /// <summary>This host's DaqHost; null where there is none, or before it was read.</summary>
    public Latest<DaqHost?> Host { get; } = new(null);

    /// <summary>Which other host says that it has which card.</summary>
    public Latest<IReadOnlyDictionary<string, string>> Claims { get; } = new(new Dictionary<string, string>());

    /// <summary>Whether cards and hosts were both read once; for followers too, who else would not hear of the later of the two.</summary>
    public Latest<bool> AreRead { get; } = new(false);

    private volatile bool _hostsRead;

    public async Task RunAsync(CancellationToken stop) => await Task.WhenAll(
        server.FollowAsync($"/apis/{ApiGroup.ApiVersion}/readoutcards", TakeCards, stop),
        server.FollowAsync($"/apis/{ApiGroup.ApiVersion}/daqhosts", TakeHosts, stop),
        _bell.FollowAsync(context.State.Cards, stop),
        TellClaimsAsync(stop));

    private void TakeCards(IReadOnlyDictionary<string, JsonObject> found)
    {
        var cards = Read<ReadoutCard>(found);
        Cards.Set(cards);
        context.State.Records.Set(cards.Where(c => c.Value.Spec.Host == context.Options.NodeName).ToDictionary());
        NoteRead();
        _bell.Ring();
    }

    private void TakeHosts(IReadOnlyDictionary<string, JsonObject> found)
    {
        var hosts = Read<DaqHost>(found);
        Host.Set(hosts.GetValueOrDefault(context.Options.NodeName));
        Claims.Set(hosts.Values.Where(h => h.Metadata.Name != context.Options.NodeName)
            .SelectMany(h => (h.Status?.Cards ?? []).Select(card => (card, host: h.Metadata.Name!)))
            .GroupBy(c => c.card).ToDictionary(g => g.Key, g => g.Order().First().host));
        _hostsRead = true;
        NoteRead();
        _bell.Ring();
    }

    private void NoteRead()
    {
        if (Cards.Current is not null && _hostsRead && !AreRead.Current)
            AreRead.Set(true);
    }

    /// <summary>A name is another's where another host says so, or where the card on record is in another host.</summary>
    private async Task TellClaimsAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var claims = new Dictionary<string, string>();
            foreach (var name in context.State.Cards.Current?.Keys ?? [])
            {
                if (Claims.Current.GetValueOrDefault(name) is { } claimed)
                    claims[name] = claimed;
                else if (Cards.Current?.GetValueOrDefault(name)?.Spec.Host is { Length: > 0 } host && host != context.Options.NodeName)
                    claims[name] = host;
            }

            if (!claims.OrderBy(c => c.Key).SequenceEqual(context.State.OtherClaims.Current.OrderBy(c => c.Key)))
                context.State.OtherClaims.Set(claims);
            await _bell.WaitAsync(TimeSpan.FromMinutes(5), context.Time, stop);
        }
    }

    private static Dictionary<string, T> Read<T>(IReadOnlyDictionary<string, JsonObject> found) where T : KubeObject
    {
        var read = new Dictionary<string, T>();
        foreach (var (name, node) in found)
        {
            try
            {
                read[name] = KubeDaqJson.Read<T>(node);
            }
            catch (JsonException)
            {
                // Written by a newer version, or by hand before the schema held it: nothing is known of it here.
            }
        }

        return read;
    }
}
