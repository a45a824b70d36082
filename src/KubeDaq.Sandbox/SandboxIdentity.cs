using KubeDaq.Api.Identity;
using KubeDaq.Api.Yaml;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Identity.People;
using KubeDaq.Sandbox.IdentityProvider;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox;

/// <summary>Whose people a sandbox knows: those of the file it is given, and those of its own identity provider.</summary>
internal sealed class SandboxIdentity : IAsyncDisposable
{
    private readonly IdentityProviderServer _provider;
    private readonly string _folder;

    private SandboxIdentity(IdentityProviderServer provider, string folder) => (_provider, _folder) = (provider, folder);

    /// <summary>Starts the provider where one is wanted, and lets the API server know its people as any API server is told: by a site file.</summary>
    public static async Task<SandboxIdentity?> StartAsync(SandboxOptions options, SandboxParts parts, TimeProvider time, ILoggerFactory loggers, CancellationToken stop)
    {
        var issuers = new List<IssuerDescription>();
        if (options.AuthenticationConfiguration is { } file)
            issuers.AddRange(IssuerDescription.ReadAll(ReadYaml(file, await File.ReadAllTextAsync(file, stop)), file));
        SandboxIdentity? identity = null;
        if (options.Identity is not null)
        {
            var folder = Path.Combine(options.Directory, "identity");
            identity = new(await IdentityProviderServer.StartAsync(folder, options.Identity, parts.Authority, time, loggers, stop), folder);
            issuers.AddRange(identity.Configure(parts.Authority));
        }
        parts.Tokens.Know(issuers);
        return identity;
    }

    /// <summary>Tells where everything is, once the API server serves.</summary>
    public void WriteSite(string server) => PrivateFile.Write(Path.Combine(_folder, "site.yaml"), SiteFile.Text(server, _provider.Issuers));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    private IReadOnlyList<IssuerDescription> Configure(CertificateAuthority authority)
    {
        var site = SiteReading.Read(SiteFile.Text("https://127.0.0.1", _provider.Issuers), out var errors)
            ?? throw new InvalidOperationException(string.Join('\n', errors));
        var configuration = AuthenticationConfiguration.Of(site, site.Issuers.ToDictionary(issuer => issuer.Name, _ => authority.CertificatePem));
        var file = Path.Combine(_folder, "authentication.yaml");
        PrivateFile.Write(file, YamlText.Write(configuration));
        return IssuerDescription.ReadAll(configuration, file);
    }

    private static System.Text.Json.Nodes.JsonNode? ReadYaml(string file, string text)
    {
        try
        {
            return YamlText.Read(text) is [var one] ? one : throw new InvalidAuthenticationConfigurationException(file, "must be one YAML document");
        }
        catch (YamlTextException error)
        {
            throw new InvalidAuthenticationConfigurationException(file, error.Message);
        }
    }
}
