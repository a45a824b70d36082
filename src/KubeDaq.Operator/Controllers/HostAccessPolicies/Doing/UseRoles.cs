using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;

/// <summary>Keeps, for each policy, the ClusterRole by which it is granted. It goes with its policy, by the cluster's garbage collector.</summary>
internal sealed class UseRoles(IResourceClient<JsonObject> client, IObjectCache<JsonObject> cache, PolicyNews news)
{
    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string Operator = "kubedaq-operator";
    private readonly KeptObjects _kept = new(client, cache);

    public async Task KeepAsync(HostAccessPolicy policy, CancellationToken stop)
    {
        var wanted = RoleOf(policy);
        var name = new ObjectName("", (string)wanted["metadata"]!["name"]!);
        // Asked of the server where the cache has none: it may be late, and what is there may be somebody else's.
        if ((cache.Get(name) ?? await client.GetAsync(name, stop)) is { } there && !IsOurs(there))
            news.RoleNotOurs(policy, name.Name);
        else
            await _kept.KeepAsync(wanted, stop);
    }

    private static bool IsOurs(JsonObject role) => (string?)role["metadata"]?["labels"]?[ManagedBy] == Operator;

    private static JsonObject RoleOf(HostAccessPolicy policy) => new()
    {
        ["apiVersion"] = "rbac.authorization.k8s.io/v1",
        ["kind"] = "ClusterRole",
        ["metadata"] = new JsonObject
        {
            ["name"] = HostAccessNames.RolePrefix + policy.Metadata.Name,
            ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "kubedaq", [ManagedBy] = Operator },
            ["ownerReferences"] = new JsonArray(new JsonObject
            {
                ["apiVersion"] = ApiGroup.ApiVersion,
                ["kind"] = nameof(HostAccessPolicy),
                ["name"] = policy.Metadata.Name,
                ["uid"] = policy.Metadata.Uid,
            }),
        },
        ["rules"] = new JsonArray(new JsonObject
        {
            ["apiGroups"] = new JsonArray(ApiGroup.Name),
            ["resources"] = new JsonArray(UseGrants.Policies),
            ["resourceNames"] = new JsonArray(policy.Metadata.Name),
            ["verbs"] = new JsonArray(HostAccessNames.UseVerb),
        }),
    };
}
