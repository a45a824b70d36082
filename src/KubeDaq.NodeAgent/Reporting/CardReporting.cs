using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>Keeps the ReadoutCards of this host true.</summary>
internal sealed class CardReporting(AgentContext context, IApiServer server, RackRecords rack) : IAgentPart
{
    private readonly Bell _bell = new();
    private readonly CardWriter _writer = new(server);
    private readonly ILogger _logger = context.Loggers.CreateLogger<CardReporting>();

    public string Name => "card reports";

    public async Task RunAsync(CancellationToken stop) => await Task.WhenAll(
        _bell.FollowAsync(context.State.Cards, stop),
        _bell.FollowAsync(context.State.Offers, stop),
        _bell.FollowAsync(rack.Cards, stop),
        _bell.FollowAsync(rack.Claims, stop),
        new Keeping(_bell, "the cards", context.Time, _logger).RunAsync(ReportAsync, stop));

    /// <summary>Writes what is not on record as it should be.</summary>
    public async Task ReportAsync(CancellationToken stop)
    {
        if (context.State.Cards.Current is not { } cards || rack.Cards.Current is not { } records)
            return;
        var now = context.Time.GetUtcNow();
        foreach (var card in cards.Values)
        {
            var record = records.GetValueOrDefault(card.Name);
            // A card on another host's record is that host's to write; see RackRecords for what becomes of it here.
            if (record is null || record.Spec.Host == context.Options.NodeName)
                await WriteAsync(CardReport.Of(card, record, context.State.Offers.Current, context.Options.NodeName, now), record, stop);
        }

        foreach (var record in records.Values.Where(r => r.Spec.Host == context.Options.NodeName && !cards.ContainsKey(r.Metadata.Name!)))
            await WriteAsync(CardReport.OfGone(record, now), record, stop);
        await HandOverAsync(cards, records, stop);
    }

    private async Task WriteAsync(CardReport report, ReadoutCard? record, CancellationToken stop)
    {
        try
        {
            await _writer.WriteAsync(report, record, stop);
        }
        catch (ApiFailure e) when (e.IsConflict || e.IsNotFound)
        {
            // Another host was faster to claim the name, or somebody deleted the card: the watch tells, and rings again.
        }
    }

    /// <summary>A card that is not here, that another host has now, and that nobody holds: its record, with its history, moves with it.</summary>
    private async Task HandOverAsync(IReadOnlyDictionary<string, HostCard> cards, IReadOnlyDictionary<string, ReadoutCard> records, CancellationToken stop)
    {
        foreach (var (name, record) in records.Where(r => r.Value.Spec.Host == context.Options.NodeName))
        {
            var isHere = cards.TryGetValue(name, out var card) && card.Health.Reason != "Gone";
            var isHeld = record.Status?.Lease is not null || record.Status?.UnitLeases.Count > 0;
            if (isHere || isHeld || rack.Claims.Current.GetValueOrDefault(name) is not { } host)
                continue;
            ReportingLog.HandedOver(_logger, name, host);
            await _writer.HandOverAsync(name, host, stop);
        }
    }
}
