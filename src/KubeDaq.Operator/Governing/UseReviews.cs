using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Accounts;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Operator.Governing;

/// <summary>Asks by SubjectAccessReview. A yes holds for some seconds, as partitions start and stop again; a no is asked anew.</summary>
internal sealed class UseReviews(IResourceClient<JsonObject> reviews, TimeProvider time) : IUseReviews
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(ObjectName Account, string? Card), long> _allowed = new();

    /// <summary>SubjectAccessReviews, which are answered and not stored.</summary>
    public static ResourceKind Kind { get; } = new("authorization.k8s.io", "v1", "subjectaccessreviews", "SubjectAccessReview", false);

    public async Task<bool> MayUseCardAsync(ObjectName account, string? card, CancellationToken stop)
    {
        if (_allowed.TryGetValue((account, card), out var at) && time.GetElapsedTime(at) < Trust)
            return true;
        var answer = await reviews.CreateAsync(Question(account, card), stop);
        var allowed = answer["status"]?["allowed"]?.GetValue<bool>() == true;
        if (!allowed)
            return false;
        if (_allowed.Count >= MostRemembered)
            _allowed.Clear();
        _allowed[(account, card)] = time.GetTimestamp();
        return true;
    }

    private static JsonObject Question(ObjectName account, string? card) => new()
    {
        ["spec"] = new JsonObject
        {
            ["user"] = GrantSubject.UserOf(account),
            ["groups"] = new JsonArray([.. GrantSubject.GroupsOf(account).Select(group => JsonValue.Create(group))]),
            ["resourceAttributes"] = new JsonObject
            {
                ["verb"] = HostAccessNames.UseVerb,
                ["group"] = ApiGroup.Name,
                ["resource"] = UseGrants.Cards,
                ["namespace"] = account.Namespace,
                ["name"] = card ?? "",
            },
        },
    };
}
