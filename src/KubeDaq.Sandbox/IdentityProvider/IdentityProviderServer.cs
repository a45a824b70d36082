using KubeDaq.Sandbox.Identity;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The sandbox's identity provider: an issuer like CERN's and one like Fermilab's, for development.</summary>
internal sealed class IdentityProviderServer : IAsyncDisposable
{
    private IdentityProviderServer(IReadOnlyList<IdentityIssuer> issuers) => Issuers = issuers;

    /// <summary>The issuers.</summary>
    public IReadOnlyList<IdentityIssuer> Issuers { get; }

    /// <summary>Starts them; their secrets <c>password</c> and <c>console-secret</c>, are then in <paramref name="folder"/>.</summary>
    public static async Task<IdentityProviderServer> StartAsync(string folder, IdentityOptions options, CertificateAuthority authority, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var secrets = StartSecrets.Make(folder);
        var starts = IssuerProfile.All.Select(profile => Task.Run(() => IdentityIssuer.StartAsync(profile, options, secrets, authority, time, loggers, stop), stop));
        return new(await Task.WhenAll(starts));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var issuer in Issuers)
            await issuer.DisposeAsync();
    }
}
