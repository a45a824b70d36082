using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>An issuer of the configuration.</summary>
/// <param name="Url">Whom tokens must name.</param>
/// <param name="DiscoveryUrl">Where its discovery document is.</param>
/// <param name="CertificateAuthority">Whom to trust as its server, as PEM; null for the machine's authorities.</param>
/// <param name="Audiences">For whom tokens must be, one of them.</param>
/// <param name="Rules">What a token's claims make of its owner.</param>
internal sealed record IssuerDescription(string Url, string DiscoveryUrl, string? CertificateAuthority, IReadOnlyList<string> Audiences, PersonRules Rules)
{
    /// <summary>Reads the issuers of a configuration.</summary>
    /// <exception cref="InvalidAuthenticationConfigurationException">It is none, or says what the sandbox cannot do.</exception>
    public static IReadOnlyList<IssuerDescription> ReadAll(JsonNode? configuration, string file)
    {
        if (configuration.Text("kind") != "AuthenticationConfiguration" || configuration.Text("apiVersion")?.StartsWith("apiserver.config.k8s.io/", StringComparison.Ordinal) != true)
            throw new InvalidAuthenticationConfigurationException(file, "is no AuthenticationConfiguration of apiserver.config.k8s.io; 'kubedaq auth generate' writes one");
        var issuers = configuration.Maps("jwt").Select((jwt, index) => Read(jwt, file, index)).ToList();
        if (issuers.GroupBy(issuer => issuer.Url).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new InvalidAuthenticationConfigurationException(file, $"the issuer {twice.Key} stands twice; keep one");
        return issuers;
    }

    private static IssuerDescription Read(JsonObject jwt, string file, int index)
    {
        var issuer = jwt.Map("issuer");
        var audiences = issuer.List("audiences").Select(audience => audience.AsText()).OfType<string>().ToList();
        if (issuer.Text("url") is not { Length: > 0 } url || !url.StartsWith("https://", StringComparison.Ordinal))
            throw new InvalidAuthenticationConfigurationException(file, $"jwt[{index}].issuer.url: write an https URL");
        if (audiences.Count == 0)
            throw new InvalidAuthenticationConfigurationException(file, $"jwt[{index}].issuer.audiences: there is none; list the client ids");
        try
        {
            return new(url, issuer.Text("discoveryURL") ?? $"{url.TrimEnd('/')}/.well-known/openid-configuration", issuer.Text("certificateAuthority"), audiences, new(jwt));
        }
        catch (CelException error)
        {
            throw new InvalidAuthenticationConfigurationException(file, $"jwt[{index}].{error.Message}");
        }
    }
}
