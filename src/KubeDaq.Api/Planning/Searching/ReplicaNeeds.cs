using KubeDaq.Api.Planning.Board;

namespace KubeDaq.Api.Planning.Searching;

/// <summary>Lists what the replicas of a partition ask for, in the order of the spec.</summary>
internal static class ReplicaNeeds
{
    public static IReadOnlyList<ReplicaNeed> Of(Contender contender, SelectorPools pools, HostBoard hosts)
    {
        var needs = new List<ReplicaNeed>();
        var applications = contender.Partition.Spec.Applications;
        for (var i = 0; i < applications.Count; i++)
        {
            var application = applications[i];
            var claims = application.Cards.Select(claim => new ClaimNeed(claim, claim.Selector is { } selector ? pools.For(selector) : null)).ToArray();
            var hasSelector = Array.Exists(claims, claim => claim.Pool is not null);
            var hostSet = hosts.For(application);
            for (var index = 0; index < application.Replicas; index++)
            {
                needs.Add(new ReplicaNeed
                {
                    Application = application,
                    ApplicationIndex = i,
                    Index = index,
                    Hosts = hostSet,
                    Given = contender.Given(application.Name, index),
                    Claims = claims,
                    HasSelector = hasSelector,
                    Cards = new CardState?[claims.Length],
                    Promises = new Occupation?[claims.Length],
                });
            }
        }
        return needs;
    }
}
