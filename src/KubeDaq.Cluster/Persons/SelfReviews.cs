using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Persons;

/// <summary>Asks the API server about whoever the connection speaks as.</summary>
public static class SelfReviews
{
    private static readonly ResourceKind Subject = new("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview", false);
    private static readonly ResourceKind Access = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false);
    private static readonly ResourceKind Rules = new("authorization.k8s.io", "v1", "selfsubjectrulesreviews", "SelfSubjectRulesReview", false);

    /// <summary>The user: <c>username</c>, <c>groups</c>, <c>extra</c>.</summary>
    public static async Task<JsonObject> UserAsync(ClusterConnection connection, CancellationToken stop) =>
        (await CreateAsync(connection, Subject, [], stop))["userInfo"] as JsonObject ?? [];

    /// <summary>Whether he may do something to objects of our group; else why not.</summary>
    /// <param name="connection">Whose user is meant.</param>
    /// <param name="verb">Such as <c>patch</c>.</param>
    /// <param name="resource">The kind in the plural.</param>
    /// <param name="ns">The namespace; null for all, and for cluster-wide kinds.</param>
    /// <param name="name">The object; null for all.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task<(bool Allowed, string Reason)> MayAsync(ClusterConnection connection, string verb, string resource, string? ns, string? name, CancellationToken stop)
    {
        var asked = new JsonObject { ["group"] = ApiGroup.Name, ["resource"] = resource, ["verb"] = verb };
        if (ns is not null)
            asked["namespace"] = ns;
        if (name is not null)
            asked["name"] = name;
        var status = await CreateAsync(connection, Access, new() { ["spec"] = new JsonObject { ["resourceAttributes"] = asked } }, stop);
        return (status["allowed"]?.GetValue<bool>() == true, status["reason"]?.GetValue<string>() ?? "");
    }

    /// <summary>The rules that give him rights in a namespace.</summary>
    public static async Task<JsonArray> RulesAsync(ClusterConnection connection, string ns, CancellationToken stop) =>
        (await CreateAsync(connection, Rules, new() { ["spec"] = new JsonObject { ["namespace"] = ns } }, stop))["resourceRules"] as JsonArray ?? [];

    private static async Task<JsonObject> CreateAsync(ClusterConnection connection, ResourceKind kind, JsonObject review, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return (await connection.Client(Kinds.Json(kind)).CreateAsync(review, stop))["status"] as JsonObject ?? [];
    }
}
