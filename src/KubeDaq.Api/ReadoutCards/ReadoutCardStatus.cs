using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.ReadoutCards;

/// <summary>What was found of a card and who has it.</summary>
public sealed record ReadoutCardStatus
{
    /// <summary>Whether the card can be used. The condition Healthy says why.</summary>
    public CardHealth? Health { get; init; }

    /// <summary>What the card is made of and how it is attached.</summary>
    public CardHardware? Hardware { get; init; }

    /// <summary>The extended resources under which pods request the card: one, or one for each unit.</summary>
    public IReadOnlyList<string> ResourceNames { get; init => field = value ?? []; } = [];

    /// <summary>The lock of record: who holds the card. It is absent when the card is free.</summary>
    public CardLease? Lease { get; init; }

    /// <summary>The leases of single units, where the card is split.</summary>
    [ListMap("unit")]
    public IReadOnlyList<UnitLease> UnitLeases { get; init => field = value ?? []; } = [];

    /// <summary>The number of the newest hold. It never goes back, so that an old holder can be told apart.</summary>
    public long LeaseNumber { get; init; }

    /// <summary>The pods that use the card without a partition: those that users bring.</summary>
    public IReadOnlyList<string> Users { get; init => field = value ?? []; } = [];

    /// <summary>The pods whose containers have the card's devices now, as the kubelet of its host says.</summary>
    public IReadOnlyList<string> Pods { get; init => field = value ?? []; } = [];

    /// <summary>The last holds that have ended, the newest first, at most 5.</summary>
    public IReadOnlyList<PastHold> History { get; init => field = value ?? []; } = [];

    /// <summary>The aspects of the state, such as Healthy and Offered, each with its reason.</summary>
    [ListMap("type")]
    public IReadOnlyList<Condition> Conditions { get; init => field = value ?? []; } = [];

    /// <summary>The partition or partitions that hold the card or its units, for the table.</summary>
    public string? Holder => Line(Leases.Select(lease => $"{lease.Namespace}/{lease.Partition}"));

    /// <summary>The time of the oldest hold that lasts, for the table.</summary>
    public DateTimeOffset? HeldSince => Leases.Any() ? Leases.Min(lease => lease.Since) : null;

    /// <summary>The pods that have the card, in one line, for the table.</summary>
    public string? PodNames => Line(Pods);

    /// <summary>The people behind the holders, for the table.</summary>
    public string? RequestedBy => Line(Leases.Select(lease => lease.RequestedBy).OfType<string>());

    private IEnumerable<CardLease> Leases =>
        Lease is null ? UnitLeases.Select(unit => unit.Lease) : UnitLeases.Select(unit => unit.Lease).Prepend(Lease);

    private static string? Line(IEnumerable<string> names) => string.Join(',', names.Distinct()) is { Length: > 0 } line ? line : null;
}

/// <summary>Whether a card can be used.</summary>
public enum CardHealth
{
    /// <summary>It is well.</summary>
    Healthy,

    /// <summary>It is broken, or gone from its host.</summary>
    Unhealthy,

    /// <summary>Nobody has looked, or the host does not answer.</summary>
    Unknown,
}
