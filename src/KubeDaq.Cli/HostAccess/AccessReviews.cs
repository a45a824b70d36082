using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.HostAccess;

/// <summary>Asks the API server what a service account may use; the same question once.</summary>
internal sealed class AccessReviews(Session session)
{
    private static readonly ResourceKind SubjectAccessReview = new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);
    private readonly Dictionary<(ObjectName, string, string), bool> _answers = [];

    public async Task<bool> MayUseAsync(ObjectName account, string resource, string name, CancellationToken stop)
    {
        if (_answers.TryGetValue((account, resource, name), out var known))
            return known;
        try
        {
            var answer = await session.Json(SubjectAccessReview).CreateAsync(Question(account, resource, name), stop);
            return _answers[(account, resource, name)] = answer["status"]?["allowed"]?.GetValue<bool>() == true;
        }
        catch (ApiException e) when (e.IsForbidden)
        {
            throw new CommandFailure(
                ExitCode.Error,
                $"cannot ask what service account {account} may use: {e.Status.Message}; this needs the verb create on subjectaccessreviews.authorization.k8s.io, "
                + "which the ClusterRole system:auth-delegator has, or --policies FILE, which asks nobody");
        }
    }

    private static JsonObject Question(ObjectName account, string resource, string name) => new()
    {
        ["spec"] = new JsonObject
        {
            ["user"] = GrantSubject.UserOf(account),
            ["groups"] = new JsonArray([.. GrantSubject.GroupsOf(account).Select(group => JsonValue.Create(group))]),
            ["resourceAttributes"] = new JsonObject
            {
                ["group"] = ApiGroup.Name,
                ["resource"] = resource,
                ["namespace"] = account.Namespace,
                ["name"] = name,
                ["verb"] = HostAccessNames.UseVerb,
            },
        },
    };
}
