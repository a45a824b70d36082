using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>The keys that an issuer publishes: read when first needed, again each minute, and when a token names one that is not known.</summary>
internal sealed class IssuerKeys : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IssuerDescription _issuer;
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1);
    private volatile Reading? _reading;

    /// <summary>Prepares; nothing is asked yet.</summary>
    public IssuerKeys(IssuerDescription issuer, TimeProvider time)
    {
        _issuer = issuer;
        _time = time;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5), UseProxy = issuer.CertificateAuthority is null };
        if (issuer.CertificateAuthority is { } authority)
            handler.SslOptions.CertificateChainPolicy = Trust(authority);
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = 1 << 20 };
    }

    /// <summary>The keys, among them the one of this name if there is such a key.</summary>
    /// <exception cref="HttpRequestException">The issuer does not answer.</exception>
    public async ValueTask<IReadOnlyList<SecurityKey>> WithAsync(string keyId)
    {
        var reading = _reading;
        if (reading is not null && IsGood(reading, keyId))
            return reading.Keys;
        await _one.WaitAsync();
        try
        {
            if (_reading is null || !IsGood(_reading, keyId))
                _reading = new(await ReadAsync(), _time.GetTimestamp());
            return _reading.Keys;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _one.Dispose();
    }

    /// <summary>Who shows made-up keys makes the issuer be asked once a second, not more.</summary>
    private bool IsGood(Reading reading, string keyId)
    {
        var age = _time.GetElapsedTime(reading.At);
        return age < Patience || (age < Fresh && reading.Keys.Any(key => key.KeyId == keyId));
    }

    private async Task<IReadOnlyList<SecurityKey>> ReadAsync()
    {
        var discovery = JsonNode.Parse(await _http.GetStringAsync(_issuer.DiscoveryUrl));
        if (discovery.Text("issuer") != _issuer.Url)
            throw new HttpRequestException($"{_issuer.DiscoveryUrl} is of another issuer: \"{discovery.Text("issuer")}\"");
        if (discovery.Text("jwks_uri") is not { } address || !address.StartsWith("https://", StringComparison.Ordinal))
            throw new HttpRequestException($"{_issuer.DiscoveryUrl} names no jwks_uri");
        var set = new JsonWebKeySet(await _http.GetStringAsync(address));
        // A shared secret published as a key would let everybody sign.
        return [.. set.GetSigningKeys().Where(key => key is AsymmetricSecurityKey or JsonWebKey { Kty: JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve })];
    }

    private static X509ChainPolicy Trust(string authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPem(authority);
        return policy;
    }

    private sealed record Reading(IReadOnlyList<SecurityKey> Keys, long At);
}
