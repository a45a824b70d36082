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
            var state = new CardState(card);
            if (_byName.TryAdd(state.Name, state))
                Cards.Add(state);
        }
        foreach (var card in Cards)
            AddLeases(card, byUid);
        AddUsers(rack.Pods);
    }

    /// <summary>In the order of names.</summary>
    public List<CardState> Cards { get; } = [];

    /// <summary>Counts cards that were given back, so that whoever skips closed cards looks again.</summary>
    public int Returns { get; private set; }

    public CardState? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The cards of a host, in the order of names.</summary>
    public IEnumerable<CardState> OnHost(string host) => (_byHost ??= Cards.ToLookup(card => card.Host))[host];

    public static Occupation Promise(CardState card, string? unit, Contender contender)
    {
        var promise = new Occupation(OccupationKind.Promised, unit, contender);
        card.Add(promise);
        return promise;
    }

    public void Return(CardState card, Occupation promise)
    {
        card.Remove(promise);
        Returns++;
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
