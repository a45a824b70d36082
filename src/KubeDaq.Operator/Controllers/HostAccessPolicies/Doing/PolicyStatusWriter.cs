using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Serialization;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Controllers.HostAccessPolicies.Telling;
using KubeDaq.Operator.Looking;

namespace KubeDaq.Operator.Controllers.HostAccessPolicies.Doing;

/// <summary>Writes a policy's status where it has changed.</summary>
internal sealed class PolicyStatusWriter(IResourceClient<HostAccessPolicy> client, WriteThrough<HostAccessPolicy> policies, PolicyNews news)
{
    public async Task WriteAsync(HostAccessPolicy policy, HostAccessPolicyStatus status, CancellationToken stop)
    {
        if (KubeDaqJson.Same(policy.Status, status))
            return;
        var written = await client.ReplaceStatusAsync(policy with { Status = status }, stop);
        policies.Put(written);
        news.Tell(policy, written);
    }
}
