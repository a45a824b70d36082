using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.HostAccess.Compiling;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Deciding;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies;

/// <summary>
/// Keeps what the API server enforces equal to the policies, all of them at once, as they are compiled into one object. The admission policy is written
/// before its binding and each by one write in place, so that at every moment the old set or the new one is in force.
/// </summary>
internal sealed class HostAccessReconciler(
    HostAccessCaches caches, HostAccessClients clients, WriteThrough<HostAccessPolicy> policies, WriteThrough<ReadoutCard> cards,
    PolicyNews news, HostAccessMode mode, TimeProvider time) : IReconciler
{
    private static readonly string PolicyKind = GoverningKinds.AdmissionPolicy.Kind;
    private static readonly string BindingKind = GoverningKinds.AdmissionBinding.Kind;
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private readonly KeptObjects _policies = new(clients.AdmissionPolicies, caches.AdmissionPolicies);
    private readonly KeptObjects _bindings = new(clients.AdmissionBindings, caches.AdmissionBindings);
    private readonly UseRoles _roles = new(clients.ClusterRoles, caches.ClusterRoles, news);
    private readonly PolicyStatusWriter _statuses = new(clients.Policies, policies, news);
    private CompiledSet? _inForce;

    /// <summary>The one thing that there is to reconcile.</summary>
    public static ObjectName Everything { get; } = new("", HostAccessNames.CompiledPolicy);

    /// <summary>Begins to lead: what another leader has compiled meanwhile stands in the cluster.</summary>
    public void Begin() => _inForce = null;

    public async Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop)
    {
        try
        {
            var seen = policies.List().Where(policy => policy.Metadata.DeletionTimestamp is null).ToList();
            var decision = HostAccessStep.Decide(new(seen, InForce(), HostAccessView.UnitsOf(cards.List()), mode));
            var enforcement = await EnforceAsync(decision, stop);
            foreach (var policy in seen)
                await _roles.KeepAsync(policy, stop);
            await TellAsync(seen, decision, enforcement, stop);
            return Reconciled.Done;
        }
        catch (ApiException e) when (e.IsConflict || e.IsNotFound)
        {
            // Somebody else has written it, or it is gone: the watch will show what.
            return Reconciled.After(Soon);
        }
    }

    /// <summary>What this program compiled last counts more than what stands in the cluster, where anybody may have changed or deleted it.</summary>
    private CompiledSet InForce() =>
        _inForce ?? (caches.AdmissionPolicies.Get(Everything) is { } there ? CompiledSet.Read(there) : null) ?? CompiledSet.Empty;

    private async Task<Enforcement> EnforceAsync(HostAccessDecision decision, CancellationToken stop)
    {
        var now = new Dictionary<(string Kind, string Name), JsonObject>();
        foreach (var wanted in decision.Objects)
        {
            var (kind, name) = ((string)wanted["kind"]!, (string)wanted["metadata"]!["name"]!);
            now[(kind, name)] = (await (kind == PolicyKind ? _policies : _bindings).KeepAsync(wanted, stop)).Object;
            if (kind == PolicyKind && name == HostAccessNames.CompiledPolicy)
                _inForce = decision.Set;
        }

        return Enforcement.Of(
            now.GetValueOrDefault((PolicyKind, HostAccessNames.CompiledPolicy)),
            now.GetValueOrDefault((BindingKind, HostAccessNames.CompiledPolicy)));
    }

    private async Task TellAsync(IReadOnlyList<HostAccessPolicy> seen, HostAccessDecision decision, Enforcement enforcement, CancellationToken stop)
    {
        var grants = UseGrants.Of(
            [.. caches.Roles.List().Select(role => role.Value), .. caches.ClusterRoles.List().Select(GrantingRole.Of)],
            [.. caches.RoleBindings.List().Select(binding => binding.Value), .. caches.ClusterRoleBindings.List().Select(binding => binding.Value)]);
        foreach (var policy in seen)
        {
            var refused = decision.Refused.GetValueOrDefault(policy.Metadata.Name!);
            await _statuses.WriteAsync(policy, PolicyStatusComposer.Of(policy, refused, enforcement, grants, time.GetUtcNow()), stop);
        }
    }
}
