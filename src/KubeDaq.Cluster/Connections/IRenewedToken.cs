using k8s.Authentication;

namespace KubeDaq.Cluster.Connections;

/// <summary>A token that is replaced from time to time by somebody else.</summary>
internal interface IRenewedToken : ITokenProvider
{
    /// <summary>The server refused: get it anew before the next request.</summary>
    void Forget();
}
