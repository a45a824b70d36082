using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Api.Planning.Board;

/// <summary>A card, and who has it or comes first for it, while the planner decides.</summary>
internal sealed class CardState(ReadoutCard card, int order)
{
    private readonly List<Occupation> _occupations = [];

    public ReadoutCard Card { get; } = card;

    public string Name { get; } = card.Metadata.Name ?? "";

    public string Host => Card.Spec.Host;

    /// <summary>Its place among all cards in the order of names.</summary>
    public int Order { get; } = order;

    /// <summary>Whether it is kept from everybody who does not hold it already.</summary>
    public bool IsUnavailable => Card.Spec.Maintenance || Card.Status?.Health is CardHealth.Unhealthy or CardHealth.Unknown;

    public bool Has(string? unit) => unit is null || Card.Spec.Units.Contains(unit);

    public void Add(Occupation occupation) => _occupations.Add(occupation);

    /// <summary>Whether an earlier partition in this plan comes first for all of this already.</summary>
    public bool IsPromisedBefore(Contender contender, string? unit) =>
        _occupations.Exists(o => o.Kind == OccupationKind.Promised && o.Owner != contender && (o.Unit is null || o.Unit == unit));

    public void Remove(Occupation occupation) => _occupations.Remove(occupation);

    /// <summary>Whether nobody stands in the way of this partition having the card or unit: a holder keeps what it has.</summary>
    public bool IsOpenTo(Contender contender, string? unit)
    {
        if (IsLeasedBy(contender, unit))
            return IsOpenInAnEmptyRack(contender, unit);
        return !IsUnavailable && !contender.NotGranted.ContainsKey(Name) && !_occupations.Exists(o => o.Overlaps(unit) && !IsOwnLease(o, contender));
    }

    /// <summary>Whether the partition could have the card if no other partition or pod were there.</summary>
    public bool IsOpenInAnEmptyRack(Contender contender, string? unit) =>
        !_occupations.Exists(o => o.Overlaps(unit) && IsOwnPromise(o, contender));

    /// <summary>Whether the card or unit can be given to nobody, for as long as this plan is made.</summary>
    public bool IsClosed => IsUnavailable || _occupations.Exists(o => o.Unit is null);

    /// <summary>Who keeps the partition from the card, the strongest reason first.</summary>
    public Occupation? Blocker(Contender contender, string? unit) =>
        _occupations.Find(o => o.Overlaps(unit) && o.Owner != contender) ?? _occupations.Find(o => o.Overlaps(unit) && IsOwnPromise(o, contender));

    /// <summary>Whether the partition has a lease on just this, or on the whole card.</summary>
    public bool IsLeasedBy(Contender contender, string? unit) =>
        _occupations.Exists(o => IsOwnLease(o, contender) && (o.Unit is null || o.Unit == unit));

    /// <summary>Whether the partition's lease says it is for this replica.</summary>
    public bool IsLeasedFor(Contender contender, string? unit, string pod) =>
        _occupations.Exists(o => IsOwnLease(o, contender) && o.Unit == unit && o.Lease!.Pod == pod);

    private static bool IsOwnLease(Occupation occupation, Contender contender) =>
        occupation.Kind == OccupationKind.Held && occupation.Owner == contender;

    private static bool IsOwnPromise(Occupation occupation, Contender contender) =>
        occupation.Kind == OccupationKind.Promised && occupation.Owner == contender;
}
