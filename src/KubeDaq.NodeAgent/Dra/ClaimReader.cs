using KubeDaq.NodeAgent.Cluster;

namespace KubeDaq.NodeAgent.Dra;

/// <summary>Reads claims from the API server.</summary>
internal sealed class ClaimReader(IApiServer server, string pool)
{
    /// <summary>The claim, or why it cannot be prepared.</summary>
    public async Task<(CardClaim? Claim, Obstacle? Problem)> ReadAsync(Kubelet.Dra.Claim claim, CancellationToken stop)
    {
        try
        {
            var read = CardClaim.Read(await server.SendAsync(ApiCall.Get(DraNames.ClaimPath(claim.Namespace, claim.Name)), stop), pool);
            if (read.Uid != claim.Uid)
                return (null, new($"claim {claim.Namespace}/{claim.Name} is another one now: its uid is {read.Uid}, not {claim.Uid}"));
            return read.Devices.Count == 0 ? (null, new($"claim {claim.Namespace}/{claim.Name} has no card of this host")) : (read, null);
        }
        catch (ApiFailure failure)
        {
            return (null, new($"claim {claim.Namespace}/{claim.Name} could not be read: {failure.Message}", MayPass: !failure.IsNotFound));
        }
    }
}
