using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Identity;

namespace KubeDaq.Cli.SigningIn;

/// <summary>Speaks OpenID Connect with an issuer.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    private readonly SiteIssuer _issuer;
    private readonly HttpClient _http;
    private JsonObject? _description;

    public OpenIdProvider(SiteIssuer issuer)
    {
        _issuer = issuer;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
        if (issuer.CertificateAuthority is { } authority)
            handler.SslOptions.CertificateChainPolicy = Trust(authority);
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = 1 << 20 };
    }

    /// <summary>What the issuer says of itself.</summary>
    public async Task<JsonObject> DescriptionAsync(CancellationToken stop)
    {
        if (_description is not null)
            return _description;
        var (status, found) = await ReadAsync(new(HttpMethod.Get, _issuer.DiscoveryUrl), stop);
        if (status != 200 || Text(found, "issuer") is not { } issuer)
            throw new CommandFailure(ExitCode.Error, $"{_issuer.DiscoveryUrl} is no discovery document (HTTP {status}); is the issuer's url right in the site file?");
        // Another issuer's tokens must not come in by this one's door; the site file may name it where they differ by intent.
        if (_issuer.Issuer is not null && issuer != _issuer.Issuer)
            throw new CommandFailure(ExitCode.Error, $"{_issuer.DiscoveryUrl} is of issuer {issuer}, and the site file says {_issuer.Issuer}");
        return _description = found;
    }

    /// <summary>An endpoint of its description.</summary>
    public async Task<string> EndpointAsync(string name, string purpose, CancellationToken stop) =>
        Text(await DescriptionAsync(stop), name) is { } url && url.StartsWith("https://", StringComparison.Ordinal)
            ? url
            : throw new CommandFailure(ExitCode.Error, $"{_issuer.Name} offers no {purpose} ({name} is not in {_issuer.DiscoveryUrl})");

    /// <summary>Sends a form; the answer as it is, an error or not.</summary>
    public async Task<(bool Good, JsonObject Answer)> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new FormUrlEncodedContent(fields.Prepend(new("client_id", _issuer.Clients[0]))) };
        var (status, answer) = await ReadAsync(request, stop);
        return (status is >= 200 and < 300, answer);
    }

    /// <summary>A refusal in the issuer's own words; these hold no secrets.</summary>
    public static string Refusal(JsonObject answer) =>
        Text(answer, "error_description") ?? Text(answer, "error") ?? "it gives no reason";

    public void Dispose() => _http.Dispose();

    internal static string? Text(JsonNode? answer, string field) =>
        (answer as JsonObject)?[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is { Length: > 0 } text ? text : null;

    private async Task<(int Status, JsonObject Answer)> ReadAsync(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var response = await _http.SendAsync(request, stop);
            var text = await response.Content.ReadAsStringAsync(stop);
            return ((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? []);
        }
        catch (JsonException)
        {
            throw new CommandFailure(ExitCode.Error, $"{request.RequestUri} does not answer in JSON; is it an OpenID Connect provider?");
        }
        catch (HttpRequestException error)
        {
            throw new CommandFailure(ExitCode.Error, $"cannot reach {_issuer.Name}'s sign-in at {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {error.InnerException?.Message ?? error.Message}");
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CommandFailure(ExitCode.TimedOut, $"{_issuer.Name}'s sign-in at {request.RequestUri!.GetLeftPart(UriPartial.Authority)} did not answer within 30 s");
        }
    }

    private static X509ChainPolicy Trust(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }
}
