using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Processes.Volumes;

/// <summary>Gives pods the tokens of their service accounts.</summary>
internal interface IPodTokens
{
    /// <summary>A token that is bound to the pod and good for some time yet; the same one again while it is not old.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="audience">For whom, or null for the API server.</param>
    /// <param name="expirationSeconds">How long a new one lasts.</param>
    string Token(JsonObject pod, string? audience, long expirationSeconds);
}
