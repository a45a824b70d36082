using System.Net.Http.Headers;

namespace KubeDaq.Cluster.Connections;

/// <summary>A person's own token, which the API server takes because it trusts who issued it.</summary>
public sealed class PersonToken(string token) : Acting
{
    internal override bool NeedsOwnAccount => false;

    internal override CredentialLife Credential => CredentialLife.OfToken(token);

    internal override void Apply(HttpRequestMessage message) => message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
}
