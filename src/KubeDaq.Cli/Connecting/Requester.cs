using System.Text.Json.Nodes;
using KubeDaq.Cluster.Persons;

namespace KubeDaq.Cli.Connecting;

/// <summary>Who asks: the user as the API server knows him.</summary>
internal sealed class Requester(Session session, string machineUser)
{
    /// <summary>The name for others to read. Behind a shared administrator's certificate it is the machine's user: "admin" would tell nobody whom to call.</summary>
    public async Task<string> DisplayNameAsync(CancellationToken stop)
    {
        var user = await SelfReviews.UserAsync(session.Connection, stop);
        var groups = (user["groups"] as JsonArray ?? []).Select(g => g?.GetValue<string>());
        return groups.Contains("system:masters") ? machineUser : user["username"]?.GetValue<string>() ?? machineUser;
    }

    /// <summary>The name that stands in the API server's audit log.</summary>
    public async Task<string> UserNameAsync(CancellationToken stop) => (await SelfReviews.UserAsync(session.Connection, stop))["username"]?.GetValue<string>() ?? machineUser;

    /// <summary>Whether he may do this to a cluster-wide object of our group; else why not.</summary>
    public Task<(bool Allowed, string Reason)> MayAsync(string verb, string resource, string name, CancellationToken stop) =>
        SelfReviews.MayAsync(session.Connection, verb, resource, null, name, stop);
}
