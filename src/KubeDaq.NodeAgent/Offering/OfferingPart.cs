using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Offers the host's cards in the one way that is configured or possible, and says how.</summary>
internal sealed class OfferingPart(AbilityProbe probe, OfferMode? wanted, IOffers offers, HostState state, OfferBoard board, GrantLedger ledger, TimeProvider time, ILogger log) : IAgentPart
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Latest<ModeChoice> _choice = new(new(null, "Starting", "no way to offer cards has been chosen yet"));

    /// <inheritdoc/>
    public string Name => "offering";

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) => Together.RunAsync(stop, OfferAsync, ReportAsync);

    private async Task OfferAsync(CancellationToken stop)
    {
        var mode = await ChooseAsync(stop);
        await offers.RunAsync(mode, stop);
    }

    // What is not possible now may be later: a kubelet that is installed, a runtime that is configured.
    private async Task<OfferMode> ChooseAsync(CancellationToken stop)
    {
        while (true)
        {
            var choice = await TryChooseAsync(stop);
            if (choice != _choice.Current)
            {
                _choice.Set(choice);
                OfferLog.Chosen(log, choice.Mode?.ToString() ?? "none", choice.Reason, choice.Message);
            }
            if (choice.Mode is { } mode)
                return mode;
            await Task.Delay(Retry, time, stop);
        }
    }

    private async Task<ModeChoice> TryChooseAsync(CancellationToken stop)
    {
        try
        {
            return ModeChoice.Of(wanted, await probe.LookAsync(stop));
        }
        catch (ApiFailure failure)
        {
            return new(null, "NoAnswer", $"what the host can do is not known: {failure.Message}");
        }
    }

    private async Task ReportAsync(CancellationToken stop)
    {
        while (true)
        {
            var seen = (_choice.Version, state.Cards.Version, state.Records.Version, board.Parts.Version, ledger.Grants.Version);
            var now = OfferReport.Of(_choice.Current, state.Cards.Current ?? new Dictionary<string, HostCard>(), board.Parts.Current, ledger.Grants.Current, state);
            if (!OfferReport.Same(now, state.Offers.Current))
                state.Offers.Set(now);
            await Changes.FirstAsync(next =>
            [
                _choice.NextAsync(seen.Item1, next), state.Cards.NextAsync(seen.Item2, next), state.Records.NextAsync(seen.Item3, next),
                board.Parts.NextAsync(seen.Item4, next), ledger.Grants.NextAsync(seen.Item5, next),
            ], stop);
        }
    }
}
