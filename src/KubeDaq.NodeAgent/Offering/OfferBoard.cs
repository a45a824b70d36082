using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Where each part of a card stands on its way to being offered, as the offer at work sees it.</summary>
internal sealed class OfferBoard
{
    private readonly Latest<IReadOnlyDictionary<CardPart, PartOffer>> _parts = new(new Dictionary<CardPart, PartOffer>());

    /// <summary>All parts, for followers.</summary>
    public Latest<IReadOnlyDictionary<CardPart, PartOffer>> Parts => _parts;

    /// <summary>Notes how a part is offered.</summary>
    public void Set(CardPart part, PartOffer offer)
    {
        if (_parts.Current.GetValueOrDefault(part) != offer)
            _parts.Change(parts => new Dictionary<CardPart, PartOffer>(parts) { [part] = offer });
    }

    /// <summary>A part is there no more.</summary>
    public void Forget(CardPart part) => _parts.Change(parts => parts.Where(one => one.Key != part).ToDictionary());
}

/// <summary>Whether a part is offered, with the reason as a word and a sentence.</summary>
internal sealed record PartOffer(bool Offered, string Reason, string Message);
