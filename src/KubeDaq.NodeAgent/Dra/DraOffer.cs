using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Offers the host's cards as devices that claims can be given.</summary>
internal sealed class DraOffer(HostState state, GrantLedger ledger, DraSockets sockets, SliceUpkeep slices, ClassUpkeep classes, PrepareReminder reminder, Latest<IReadOnlyList<JsonObject>?> wanted, CdiFile cdi, OfferBoard board, TimeProvider time, ILogger log) : IOffer
{
    private static readonly TimeSpan CdiPeriod = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken stop) =>
        Together.RunAsync(stop, KeepCdiAsync, sockets.RunAsync, sockets.TellAsync, ComposeAsync, slices.RunAsync, classes.RunAsync, reminder.RunAsync);

    // Written before the kubelet hears of the driver, and again when it was wiped away: a reboot empties its folder.
    private async Task KeepCdiAsync(CancellationToken stop)
    {
        while (true)
        {
            var seen = state.Cards.Version;
            try
            {
                if (state.Cards.Current is { } cards)
                    cdi.Write(cards);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                DraLog.CdiNotWritten(log, exception.Message);
            }
            await state.Cards.NextAsync(seen, Rhythm.UntilNext(CdiPeriod, time), time, stop);
        }
    }

    private async Task ComposeAsync(CancellationToken stop)
    {
        while (true)
        {
            var (cards, records, grants, registered) = (state.Cards.Version, state.Records.Version, ledger.Grants.Version, sockets.Registered.Version);
            if (state.Cards.Current is { } current)
                Compose(current.Values);
            await Changes.FirstAsync(next =>
                [state.Cards.NextAsync(cards, next), state.Records.NextAsync(records, next), ledger.Grants.NextAsync(grants, next), sockets.Registered.NextAsync(registered, next)], stop);
        }
    }

    private void Compose(IEnumerable<HostCard> cards)
    {
        var devices = new List<JsonObject>();
        foreach (var card in cards.OrderBy(card => card.Name, StringComparer.Ordinal))
        {
            var draining = ledger.Grants.Current.FirstOrDefault(grant => grant.Part.Card == card.Name && !grant.IsClaimed);
            foreach (var resource in CardResource.Of(card))
                board.Set(resource.Part, Offer(draining));
            if (draining is null)
                devices.AddRange(CardSlice.Devices(card, state.Records.Current?.GetValueOrDefault(card.Name)));
        }
        wanted.Set(devices);
    }

    private PartOffer Offer(Grant? draining) => (draining, sockets.Registered.Current) switch
    {
        // Offered both ways, a card would be given to two pods.
        ({ } grant, _) => new(false, "Draining", $"pod {string.Join(" or ", grant.Pods)} still has it by the device plugin; it is offered to claims when that pod is gone"),
        (_, "") => new(true, "Registered", "its kubelet gives it to claims"),
        (_, null) => new(false, "NotRegistered", "the kubelet has not asked for the driver yet"),
        (_, { } problem) => new(false, "NotRegistered", $"the kubelet refused the driver: {problem}"),
    };
}
