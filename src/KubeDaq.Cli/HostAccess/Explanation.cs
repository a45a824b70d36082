using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cli.HostAccess;

/// <summary>What one policy says to a pod.</summary>
/// <param name="Name">The policy.</param>
/// <param name="MayUse">Whether the pod's account may use it; null where that is not known, or where it does not matter as the policy does not fit.</param>
/// <param name="Refusals">What it does not allow of what the pod takes.</param>
internal sealed record PolicyView(string Name, bool? MayUse, IReadOnlyList<string> Refusals)
{
    public bool Fits => Refusals.Count == 0;
}

/// <summary>Whether the pod's account may use a card that the pod asks for; null where that is not known.</summary>
internal sealed record CardView(string Name, bool? MayUse);

/// <summary>All that can be said about a pod's host access.</summary>
internal sealed record Explanation
{
    /// <summary>Where the pod comes from: <c>Pod readout</c>, <c>Partition coldbox, application writer</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The name of the pod, where it has one.</summary>
    public required string Pod { get; init; }

    public required ObjectName Account { get; init; }

    public required Governance Governance { get; init; }

    public required IReadOnlyList<HostNeed> Needs { get; init; }

    /// <summary>The least privileged first.</summary>
    public required IReadOnlyList<PolicyView> Policies { get; init; }

    public required IReadOnlyList<CardView> Cards { get; init; }

    /// <summary>Why the pod is denied whatever is granted: it asks for too many cards.</summary>
    public string? Trouble { get; init; }

    public bool IsBaseline => Needs.Count == 0;

    /// <summary>The least privileged policy that allows all that the pod takes, granted or not.</summary>
    public string? Fitting => IsBaseline ? null : Policies.FirstOrDefault(policy => policy.Fits)?.Name;

    /// <summary>The least privileged policy that admits the pod, or would where it is not known who may use it.</summary>
    public string? AdmittedBy => IsBaseline ? null : (Policies.FirstOrDefault(policy => policy is { Fits: true, MayUse: true }) ?? Policies.FirstOrDefault(policy => policy is { Fits: true, MayUse: null }))?.Name;

    /// <summary>Whether the pod is admitted where its namespace is governed.</summary>
    public bool IsAllowed => (IsBaseline || AdmittedBy is not null) && Cards.All(card => card.MayUse != false) && Trouble is null;

    /// <summary>Whether that holds only if what is not known was granted.</summary>
    public bool IsSupposed => IsAllowed && (Cards.Any(card => card.MayUse is null) || Policies.Any(policy => policy.Name == AdmittedBy && policy.MayUse is null));

    /// <summary>Whether the API server takes the pod.</summary>
    public bool IsAdmitted => IsAllowed || Governance is Governance.Ungoverned or Governance.OfSystem;

    /// <summary>What an administrator runs so that the pod is admitted by the least privileged policy.</summary>
    public IReadOnlyList<string> Grants =>
    [
        .. Policies.Where(policy => policy.Name == Fitting && policy.MayUse != true).Select(policy => GrantCommands.OfPolicy(Account, policy.Name)),
        .. Cards.Where(card => card.MayUse != true).SelectMany(card => GrantCommands.OfCard(Account, card.Name)),
    ];
}
