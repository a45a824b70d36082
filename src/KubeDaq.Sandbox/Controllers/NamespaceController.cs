using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Gives every namespace its default service account and the cluster's CA, and empties namespaces that are being deleted.</summary>
internal sealed class NamespaceController(IObjects objects, ResourceTable table, string authorityPem, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    private const string Finalizer = "kubernetes";
    private const string Account = "default";
    private const string AuthorityMap = "kube-root-ca.crt";
    private const string Description =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or " +
        "kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";


    // Whoever deleted the namespace sees it terminating before anything in it goes, as in a cluster (where it is 5 s).
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, DateTimeOffset> _ending = [];

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources =>
    [
        (Kinds.Namespaces, Itself),
        (Kinds.ServiceAccounts, value => value.Name() == Account ? [new("", value.Namespace())] : []),
        (Kinds.ConfigMaps, value => value.Name() == AuthorityMap ? [new("", value.Namespace())] : []),
    ];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        if (Objects.Get(Kinds.Namespaces, "", name.Name)?.Value is not { } ns)
            return null;
        if (ns.At("metadata", "deletionTimestamp") is not null)
            return LeftOfPause(ns.Uid()) ?? Empty(ns);
        EnsureAccount(ns.Name());
        EnsureAuthority(ns.Name());
        return null;
    }

    private void EnsureAccount(string ns)
    {
        if (Objects.Get(Kinds.ServiceAccounts, ns, Account) is null)
            Objects.TryCreate(Kinds.ServiceAccounts, ns, new() { ["apiVersion"] = "v1", ["kind"] = "ServiceAccount", ["metadata"] = new JsonObject { ["name"] = Account } });
    }

    private void EnsureAuthority(string ns)
    {
        var wanted = new JsonObject { ["ca.crt"] = authorityPem };
        if (Objects.Get(Kinds.ConfigMaps, ns, AuthorityMap) is not { } there)
        {
            Objects.TryCreate(Kinds.ConfigMaps, ns, new()
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new JsonObject
                {
                    ["name"] = AuthorityMap,
                    ["annotations"] = new JsonObject { ["kubernetes.io/description"] = Description },
                },
                ["data"] = wanted,
            });
        }
        else if (!JsonNode.DeepEquals(there.Value["data"], wanted))
        {
            Objects.Update(Kinds.ConfigMaps, ns, AuthorityMap, value =>
            {
                value["data"] = wanted.DeepClone();
                return true;
            });
        }
    }

    private TimeSpan? LeftOfPause(string uid)
    {
        _ending.TryAdd(uid, Time.GetUtcNow());
        var left = _ending[uid] + Pause - Time.GetUtcNow();
        return left > TimeSpan.Zero ? left : null;
    }

    private TimeSpan? Empty(JsonObject ns)
    {
        foreach (var (resource, item) in Content(ns.Name()).Where(one => one.Item.Value.At("metadata", "deletionTimestamp") is null))
            Objects.Delete(resource, ns.Name(), item.Key.Name, propagation: "Background", uid: item.Uid);
        var left = Content(ns.Name()).ToList();
        Objects.Update(Kinds.Namespaces, "", ns.Name(), value =>
        {
            NamespaceEnding.Write(value.Ensure("status"), left, Time.GetUtcNow());
            return true;
        }, "status", ns.Uid());
        if (left.Count > 0)
            return LookAgain;
        Objects.Update(Kinds.Namespaces, "", ns.Name(), value =>
        {
            value.Ensure("spec")["finalizers"] = new JsonArray([.. value.List("spec", "finalizers").Where(one => one.AsText() != Finalizer).Select(one => one?.DeepClone())]);
            return true;
        }, "finalize", ns.Uid());
        _ending.Remove(ns.Uid());
        return null;
    }

    // Pods first: what they use must outlive them. Each kind once, though it may be served in several versions.
    private IEnumerable<(GroupResource Resource, StoredObject Item)> Content(string ns) => table.All
        .Where(kind => kind.Namespaced && kind.Verbs.Contains("delete"))
        .Select(kind => kind.Storage)
        .Distinct()
        .OrderBy(resource => resource != Kinds.Pods)
        .SelectMany(resource => Objects.List(resource, ns).Items.Select(item => (resource, item)));
}
