using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.HostAccess;

/// <summary>What a cluster says of host access, each thing asked once.</summary>
internal sealed class ClusterHostAccess(Session session) : IHostAccessSource
{
    private readonly AccessReviews _reviews = new(session);
    private readonly Dictionary<string, Governance> _namespaces = [];
    private PoliciesInForce? _inForce;
    private PolicySet? _policies;
    private IReadOnlyList<ReadoutCard>? _cards;

    public async Task<PolicySet> PoliciesAsync(CancellationToken stop) => _policies ??= PolicySet.Of((await InForceAsync(stop)).Policies);

    public async Task<IReadOnlyList<string>> NotesAsync(CancellationToken stop) => (await InForceAsync(stop)).Notes;

    public async Task<Governance> GovernanceAsync(string ns, CancellationToken stop)
    {
        if (_namespaces.TryGetValue(ns, out var known))
            return known;
        var found = await session.Connection.Client(Kinds.Namespace).GetAsync(new ObjectName("", ns), stop);
        return _namespaces[ns] = found is null ? Governance.Missing : Of(ns, found.Metadata.Labels?.AsReadOnly());
    }

    public async Task<IReadOnlyList<ReadoutCard>> CardsAsync(CancellationToken stop) => _cards ??= await session.Cards.ListAsync(null, null, stop);

    public async Task<bool?> MayUseAsync(ObjectName account, string resource, string name, CancellationToken stop) =>
        await _reviews.MayUseAsync(account, resource, name, stop);

    private async Task<PoliciesInForce> InForceAsync(CancellationToken stop) => _inForce ??= await PoliciesInForce.ReadAsync(session, stop);

    internal static Governance Of(string ns, IReadOnlyDictionary<string, string>? labels) =>
        HostAccessNames.SystemNamespaces.Contains(ns) ? Governance.OfSystem
        : HostAccessNames.IsGoverned(ns, labels) ? Governance.Governed
        : Governance.Ungoverned;
}
