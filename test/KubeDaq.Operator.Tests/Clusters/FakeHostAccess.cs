using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Controllers.HostAccessPolicies;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;
using KubeDaq.Operator.Governing;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>The controller of host access over a fake cluster, and every write that it makes.</summary>
internal sealed class FakeHostAccess
{
    private readonly FakeCluster _cluster;
    private readonly FakeCache<HostAccessPolicy> _policies;
    private readonly FakeCache<ReadoutCard> _cards;
    private readonly List<Func<bool>> _steps = [];

    public FakeHostAccess(FakeCluster cluster, TimeProvider time)
    {
        _cluster = cluster;
        _policies = Follow(cluster.Store("hostaccesspolicies"), json => KubeDaqJson.Read<HostAccessPolicy>(json));
        _cards = Follow(cluster.Cards, json => KubeDaqJson.Read<ReadoutCard>(json));
        var caches = new HostAccessCaches(
            _policies,
            Follow(AdmissionPolicies, json => json), Follow(AdmissionBindings, json => json), Follow(ClusterRoles, json => json),
            Follow(cluster.Store("roles"), Seen(GrantingRole.Of)), Follow(cluster.Store("rolebindings"), Seen(GrantingBinding.Of)),
            Follow(cluster.Store("clusterrolebindings"), Seen(GrantingBinding.Of)));
        var clients = new HostAccessClients(
            new FakeClient<HostAccessPolicy>(cluster.Store("hostaccesspolicies"), json => KubeDaqJson.Read<HostAccessPolicy>(json), KubeDaqJson.ToNode, Note("policy")),
            Json(AdmissionPolicies, "admission policy"), Json(AdmissionBindings, "binding"), Json(ClusterRoles, "role"));
        Reconciler = new HostAccessReconciler(
            caches, clients, new WriteThrough<HostAccessPolicy>(_policies), new WriteThrough<ReadoutCard>(_cards), new PolicyNews(Events), cluster.Mode, time);
    }

    public HostAccessReconciler Reconciler { get; }

    public RecordedEvents Events { get; } = new();

    public FakeStore AdmissionPolicies => _cluster.Store("validatingadmissionpolicies");

    public FakeStore AdmissionBindings => _cluster.Store("validatingadmissionpolicybindings");

    public FakeStore ClusterRoles => _cluster.Store("clusterroles");

    /// <summary>Every write so far: the kind, and create, replace or status.</summary>
    public List<string> Writes { get; } = [];

    public void Add(string name, HostAccessPolicySpec spec) => _cluster.Store("hostaccesspolicies").Create(KubeDaqJson.ToNode(
        new HostAccessPolicy { ApiVersion = "dune.daq/v1alpha1", Kind = "HostAccessPolicy", Metadata = new ObjectMeta { Name = name }, Spec = spec }));

    public void Change(string name, HostAccessPolicySpec spec) =>
        _cluster.Store("hostaccesspolicies").Replace(KubeDaqJson.ToNode(Policy(name) with { Spec = spec }), status: false);

    public void Delete(string name) => _cluster.Store("hostaccesspolicies").Remove(new ObjectName("", name));

    public HostAccessPolicy Policy(string name) => KubeDaqJson.Read<HostAccessPolicy>(_cluster.Store("hostaccesspolicies").Get(new ObjectName("", name))!);

    /// <summary>A condition as <c>Status/Reason</c>.</summary>
    public string Condition(string name, string type)
    {
        var condition = Policy(name).Status!.Conditions.Single(one => one.Type == type);
        return $"{condition.Status}/{condition.Reason}";
    }

    /// <summary>The object of the compiled policies.</summary>
    public JsonObject? Compiled => AdmissionPolicies.Get(HostAccessReconciler.Everything);

    public void CatchUp()
    {
        while (_steps.Any(step => step()))
        {
        }
    }

    /// <summary>Learns all that has happened, and reconciles.</summary>
    public async Task SettleAsync()
    {
        CatchUp();
        await Reconciler.ReconcileAsync(HostAccessReconciler.Everything, TestContext.Current.CancellationToken);
        CatchUp();
    }

    private FakeCache<T> Follow<T>(FakeStore store, Func<JsonObject, T> read)
        where T : class
    {
        var cache = new FakeCache<T>(store, read);
        _steps.Add(cache.Step);
        return cache;
    }

    private static Func<JsonObject, Seen<T>> Seen<T>(Func<JsonObject, T> read) => json => new(default, read(json));

    private FakeClient<JsonObject> Json(FakeStore store, string kind) => new(store, json => json, json => json, Note(kind));

    private Func<string, Task> Note(string kind) => verb =>
    {
        if (!verb.StartsWith("get", StringComparison.Ordinal))
            Writes.Add($"{kind} {verb}");
        return Task.CompletedTask;
    };
}
