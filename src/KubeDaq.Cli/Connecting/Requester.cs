using System.Text.Json.Nodes;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Connecting;

/// <summary>Who asks: the user as the API server knows him.</summary>
internal sealed class Requester(Session session, string machineUser)
{
    private static readonly ResourceKind SelfSubjectReview = new("authentication.k8s.io", "v1", "selfsubjectreviews", "SelfSubjectReview", false);
    private static readonly ResourceKind AccessReview = new("authorization.k8s.io", "v1", "selfsubjectaccessreviews", "SelfSubjectAccessReview", false);

    /// <summary>The name for others to read. Behind a shared administrator's certificate it is the machine's user: "admin" would tell nobody whom to call.</summary>
    public async Task<string> DisplayNameAsync(CancellationToken stop)
    {
        var user = await UserAsync(stop);
        var groups = (user?["groups"] as JsonArray ?? []).Select(g => g?.GetValue<string>());
        return groups.Contains("system:masters") ? machineUser : user?["username"]?.GetValue<string>() ?? machineUser;
    }

    /// <summary>The name that stands in the API server's audit log.</summary>
    public async Task<string> UserNameAsync(CancellationToken stop) => (await UserAsync(stop))?["username"]?.GetValue<string>() ?? machineUser;

    /// <summary>Whether he may do this to a cluster-wide object of our group; else why not.</summary>
    public async Task<(bool Allowed, string Reason)> MayAsync(string verb, string resource, string name, CancellationToken stop)
    {
        var review = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["resourceAttributes"] = new JsonObject
                {
                    ["group"] = Api.ApiGroup.Name, ["resource"] = resource, ["name"] = name, ["verb"] = verb,
                },
            },
        };
        var answer = await session.Json(AccessReview).CreateAsync(review, stop);
        var status = answer["status"];
        return (status?["allowed"]?.GetValue<bool>() == true, status?["reason"]?.GetValue<string>() ?? "");
    }

    private async Task<JsonNode?> UserAsync(CancellationToken stop) =>
        (await session.Json(SelfSubjectReview).CreateAsync([], stop))["status"]?["userInfo"];
}
