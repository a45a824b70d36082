namespace KubeDaq.Api.Identity;

/// <summary>The site file: where a cluster is and whose users it knows. It holds no secret; a laboratory gives the same file to everybody.</summary>
/// <param name="Cluster">Where the cluster is, for those who have no kubeconfig yet; null where the kubeconfig tells.</param>
/// <param name="Issuers">Who signs people in.</param>
public sealed record IdentitySite(SiteCluster? Cluster, IReadOnlyList<SiteIssuer> Issuers)
{
    /// <summary>The issuer of a name or URL; null for none.</summary>
    public SiteIssuer? Find(string nameOrUrl) => Issuers.FirstOrDefault(issuer => issuer.Name == nameOrUrl || issuer.Url == nameOrUrl.TrimEnd('/'));
}

/// <summary>A cluster.</summary>
/// <param name="Name">Its name in kubeconfigs.</param>
/// <param name="Server">The API server's URL.</param>
/// <param name="CertificateAuthority">The PEM file of whom to trust as the API server; null for the machine's own authorities.</param>
public sealed record SiteCluster(string Name, string Server, string? CertificateAuthority);

/// <summary>Who signs people in.</summary>
public sealed record SiteIssuer
{
    /// <summary>Its name, which is the prefix of all its users and groups: <c>cern</c> makes <c>cern:gcrone</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The URL under which its discovery document is.</summary>
    public required string Url { get; init; }

    /// <summary>The issuer that its tokens name, where the discovery document names another than <see cref="Url"/>.</summary>
    public string? Issuer { get; init; }

    /// <summary>The PEM file of whom to trust as the issuer; null for the machine's own authorities.</summary>
    public string? CertificateAuthority { get; init; }

    /// <summary>The client ids that people sign in to; the first is that of the command line.</summary>
    public required IReadOnlyList<string> Clients { get; init; }

    /// <summary>The claim that names a user.</summary>
    public required string UserClaim { get; init; }

    /// <summary>Where the groups of a user are; each may be absent.</summary>
    public required IReadOnlyList<ClaimPath> GroupClaims { get; init; }

    /// <summary>What is asked for at sign-in.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What stands before every user and group.</summary>
    public string Prefix => $"{Name}:";

    /// <summary>What tokens must name as their issuer.</summary>
    public string TokenIssuer => Issuer ?? Url;

    /// <summary>Where the discovery document is.</summary>
    public string DiscoveryUrl => $"{Url}/.well-known/openid-configuration";
}
