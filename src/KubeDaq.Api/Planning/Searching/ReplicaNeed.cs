using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>What one replica of an application asks for, and what it has been given so far.</summary>
internal sealed class ReplicaNeed
{
    public required Application Application { get; init; }

    /// <summary>Where the application stands in the spec.</summary>
    public required int ApplicationIndex { get; init; }

    public required int Index { get; init; }

    /// <summary>Hosts that will do; null where any will.</summary>
    public required HostSet? Hosts { get; init; }

    /// <summary>What an earlier plan gave it.</summary>
    public required ReplicaStatus? Given { get; init; }

    /// <summary>The claims, each with its pool if it is a selector.</summary>
    public required IReadOnlyList<ClaimNeed> Claims { get; init; }

    /// <summary>A card for each claim, null while it has none.</summary>
    public required CardState?[] Cards { get; init; }

    /// <summary>The promise behind each card.</summary>
    public required Occupation?[] Promises { get; init; }

    public required bool HasSelector { get; init; }

    /// <summary>Most replicas ask for one card: these can be matched exactly, however many they are.</summary>
    public bool IsSingle => Claims.Count == 1;

    public bool IsComplete => Array.TrueForAll(Cards, card => card is not null);

    /// <summary>The host of the cards it has so far.</summary>
    public string? Host => Array.Find(Cards, card => card is not null)?.Host;

    /// <summary>The same for replicas that ask for the same.</summary>
    public string Signature => string.Join('|', Claims.Select(claim => $"{claim.Claim.Name}{claim.Pool?.Text}/{claim.Unit}").Append(Hosts?.Text));

    public string ClaimField(int claim) => $"spec.applications[{ApplicationIndex}].cards[{claim}]";

    /// <summary>The cards that could serve a claim by selector if they were free.</summary>
    public IReadOnlyList<CardState> Eligible(int claim) => Claims[claim].Pool!.Eligible(Hosts, Claims[claim].Unit);

    public bool MayRunOn(string host) => Hosts is null || Hosts.Contains(host);
}

/// <summary>A claim and, for a selector, the cards that it picks.</summary>
internal sealed record ClaimNeed(CardClaim Claim, SelectorPool? Pool)
{
    public string? Unit => Claim.Unit;
}
