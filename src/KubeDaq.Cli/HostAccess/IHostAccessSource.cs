using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Whether pods of a namespace are judged.</summary>
internal enum Governance
{
    /// <summary>They are.</summary>
    Governed,

    /// <summary>They are not: the namespace has no label.</summary>
    Ungoverned,

    /// <summary>They never are: the namespace belongs to the cluster.</summary>
    OfSystem,

    /// <summary>There is no such namespace.</summary>
    Missing,

    /// <summary>Nobody was asked.</summary>
    Unknown,
}

/// <summary>What a judgement on host access rests on: a cluster, or files.</summary>
internal interface IHostAccessSource
{
    Task<PolicySet> PoliciesAsync(CancellationToken stop);

    /// <summary>What a reader of the judgement should know.</summary>
    Task<IReadOnlyList<string>> NotesAsync(CancellationToken stop);

    Task<Governance> GovernanceAsync(string ns, CancellationToken stop);

    Task<IReadOnlyList<ReadoutCard>> CardsAsync(CancellationToken stop);

    /// <summary>Whether a service account may use a policy or a card in its namespace; null where that cannot be known.</summary>
    Task<bool?> MayUseAsync(ObjectName account, string resource, string name, CancellationToken stop);
}
