using System.Collections.Concurrent;
using KubeDaq.Api.Meta;
using KubeDaq.Operator.Governing;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>Grants of cards as an authorizer knows them, and how often it was asked.</summary>
internal sealed class FakeGrants : IUseReviews
{
    private readonly ConcurrentDictionary<(ObjectName Account, string? Card), bool> _grants = new();
    private int _asked;

    public int Asked => _asked;

    /// <summary>Grants a card, or with null every one.</summary>
    public void Grant(string account, string? card) => _grants[(new ObjectName("np04", account), card)] = true;

    public Task<bool> MayUseCardAsync(ObjectName account, string? card, CancellationToken stop)
    {
        Interlocked.Increment(ref _asked);
        return Task.FromResult(_grants.ContainsKey((account, card)) || _grants.ContainsKey((account, null)));
    }
}
