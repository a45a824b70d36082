using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.Operator.Leases;
using KubeDaq.Operator.Pods;
using KubeDaq.Operator.Tests.Clusters;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

/// <summary>What one operator has been told by the API server itself, to judge its writes by: it must not act on its caches alone.</summary>
internal sealed class Witness(FakeCluster cluster)
{
    private readonly Dictionary<string, HashSet<string>> _leases = [];
    private HashSet<string>? _pods;

    /// <summary>A new piece of work knows nothing.</summary>
    public void Forget()
    {
        _leases.Clear();
        _pods = null;
    }

    /// <summary>A request was answered.</summary>
    public void Answered(string request)
    {
        if (request == "pods: list")
            _pods = [.. cluster.Pods.All.Select(p => (string)p["metadata"]!["uid"]!)];
        if (request.StartsWith("readoutcards: get ", StringComparison.Ordinal))
            See(request["readoutcards: get ".Length..]);
    }

    /// <summary>It ends a lease: a list must have shown no pod of it.</summary>
    public void Ends(HeldLease held)
    {
        Assert.NotNull(_pods);
        var tag = LeaseTag.Of([held]);
        Assert.DoesNotContain(
            cluster.Pods.All.Select(PodReader.Read), p => !p.Finished && p.LeaseTag.Split(',').Contains(tag) && _pods.Contains(p.Uid));
    }

    /// <summary>It makes a pod: a look at the card must have shown the lease.</summary>
    public void Makes(Pod pod)
    {
        foreach (var tag in pod.LeaseTag.Split(',', StringSplitOptions.RemoveEmptyEntries))
            Assert.Contains(tag, _leases.GetValueOrDefault(tag.Split('=')[0]) ?? []);
    }

    private void See(string card)
    {
        var now = cluster.Cards.Get(new Api.Meta.ObjectName("", card));
        _leases[card] = now is null ? [] : [.. CardLeases.Of(KubeDaqJson.Read<ReadoutCard>(now)).Select(h => LeaseTag.Of([h]))];
    }
}
