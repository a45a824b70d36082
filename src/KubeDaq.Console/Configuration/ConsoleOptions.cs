using KubeDaq.Api.Identity;

namespace KubeDaq.Console.Configuration;

/// <summary>All that a console is told at its start.</summary>
internal sealed record ConsoleOptions
{
    /// <summary>Whose people may sign in.</summary>
    public required IReadOnlyList<ConsoleIssuer> Issuers { get; init; }

    /// <summary>Where the cluster is, as the site file says; null to look for a kubeconfig, or in the pod.</summary>
    public SiteCluster? Cluster { get; init; }

    /// <summary>The kubeconfig that says where the cluster is; null for the site file's cluster, or the pod's.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Where browsers find the console; null for the address it listens on, which is then of this machine.</summary>
    public Uri? Address { get; init; }

    /// <summary>Where it listens.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>The server's certificate and key; null for plain HTTP on this machine.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Namespaces to look for partitions in for people who may not see all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>How long and how many sessions last.</summary>
    public SessionLimits Sessions { get; init; } = new();
}

/// <summary>An issuer with what the console needs to sign people in there.</summary>
/// <param name="Site">The issuer as the site file has it.</param>
/// <param name="Client">The console's client id there.</param>
/// <param name="SecretFile">The file with the client's secret.</param>
/// <param name="ActAs">How the console works as a person of this issuer.</param>
/// <param name="Groups">The groups that it may stand in for, without the prefix; null for all. RBAC knows no prefixes, so they are listed there too.</param>
internal sealed record ConsoleIssuer(SiteIssuer Site, string Client, string SecretFile, ActAs ActAs, IReadOnlyList<string>? Groups = null);

/// <summary>How the console works as a person.</summary>
internal enum ActAs
{
    /// <summary>With the person's own ID token: the API server trusts the issuer.</summary>
    Token,

    /// <summary>By impersonation: it does not.</summary>
    Impersonation,
}

/// <summary>An address and a port to listen on.</summary>
internal sealed record ListenAddress(System.Net.IPAddress Address, int Port)
{
    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback => System.Net.IPAddress.IsLoopback(Address);
}

/// <summary>The PEM files of a server.</summary>
internal sealed record TlsFiles(string Certificate, string Key);
