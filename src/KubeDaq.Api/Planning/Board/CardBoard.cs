using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Planning.Board;

/// <summary>All cards by name, with their leases and the pods that users brought.</summary>
internal sealed class CardBoard
{
    private readonly Dictionary<string, CardState> _byName = [];
    private ILookup<string, CardState>? _byHost;

    public CardBoard(Rack rack, IReadOnlyDictionary<string, Contender> byUid)
    {
        foreach (var card in rack.Cards.OrderBy(card => card.Metadata.Name, StringComparer.Ordinal))
        {
            var state = new CardState(card, Cards.Count);
            if (_byName.TryAdd(state.Name, state))
                Cards.Add(state);
        }
        foreach (var card in Cards)
            AddLeases(card, byUid);
        AddUsers(rack.Pods);
    }

    /// <summary>In the order of names.</summary>
    public List<CardState> Cards { get; } = [];

    /// <summary>Cards that were given back, in that order, so that whoever skips closed cards looks at them again.</summary>
    public List<CardState> Returned { get; } = [];

    /// <summary>Needs that no host can meet, now or in an empty rack, with the number of cards that had been given back when that was found.</summary>
    public Dictionary<(string Signature, bool EmptyRack), int> Hopeless { get; } = [];

    public CardState? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The cards of a host, in the order of names.</summary>
    public IEnumerable<CardState> OnHost(string host) => (_byHost ??= Cards.ToLookup(card => card.Host))[host];

    public static Occupation Promise(CardState card, string? unit, Contender contender)
    {
        var promise = new Occupation(OccupationKind.Promised, unit, contender);
        card.Add(promise);
        contender.Promises++;
        return promise;
    }

    /// <summary>Takes back a promise that was made for a question only: the card was never closed by it for others.</summary>
    public static void Withdraw(CardState card, Occupation promise)
    {
        card.Remove(promise);
        promise.Owner!.Promises--;
    }

    public void Return(CardState card, Occupation promise)
    {
        Withdraw(card, promise);
        Returned.Add(card);
    }

    private static void AddLeases(CardState card, IReadOnlyDictionary<string, Contender> byUid)
    {
        if (card.Card.Status is not { } status)
            return;
        if (status.Lease is { } whole)
            AddLease(card, null, whole, byUid);
        foreach (var unit in status.UnitLeases)
            AddLease(card, unit.Unit, unit.Lease, byUid);
    }

    private static void AddLease(CardState card, string? unit, CardLease lease, IReadOnlyDictionary<string, Contender> byUid)
    {
        var owner = byUid.GetValueOrDefault(lease.Uid);
        card.Add(new Occupation(OccupationKind.Held, unit, owner) { Lease = lease });
        if (owner is not null && (owner.Leased.Count == 0 || owner.Leased[^1] != card))
            owner.Leased.Add(card);
    }

    private void AddUsers(IReadOnlyList<RackPod> pods)
    {
        var users = pods.Where(pod => pod is { PartitionUid: null, Finished: false, Resources.Count: > 0 }).OrderBy(pod => pod.Name).ToList();
        if (users.Count == 0)
            return;
        var byResource = ByResource();
        foreach (var pod in users)
        {
            foreach (var (card, unit) in pod.Resources.SelectMany(resource => byResource[resource]))
                card.Add(new Occupation(OccupationKind.Used, unit, null) { Pod = pod.Name.ToString() });
        }
    }

    private ILookup<string, (CardState Card, string? Unit)> ByResource() => Cards
        .SelectMany(card => card.Card.Spec.Units.Prepend(null).Select(unit => (Card: card, Unit: unit)))
        .ToLookup(part => ApiGroup.ResourceName(part.Card.Name, part.Unit));
}
