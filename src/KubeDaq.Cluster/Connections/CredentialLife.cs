using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace KubeDaq.Cluster.Connections;

/// <summary>What a connection shows as proof of who it is, and until when that is good.</summary>
/// <param name="Kind">In words: "token" or "client certificate".</param>
/// <param name="Expires">Until when; null where it does not say.</param>
/// <param name="Issuer">Who signed the token; null for others.</param>
public sealed record CredentialLife(string Kind, DateTimeOffset? Expires, string? Issuer)
{
    internal static CredentialLife OfToken(string token)
    {
        var claims = Claims(token);
        var expires = claims?["exp"] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds((long)value.GetValue<double>()) : (DateTimeOffset?)null;
        return new("token", expires, claims?["iss"]?.GetValueKind() == JsonValueKind.String ? claims["iss"]!.GetValue<string>() : null);
    }

    internal static CredentialLife OfConfiguration(KubernetesClientConfiguration configuration)
    {
        try
        {
            var pem = configuration.ClientCertificateData is { Length: > 0 } data ? Encoding.ASCII.GetString(Convert.FromBase64String(data))
                : configuration.ClientCertificateFilePath is { Length: > 0 } file ? File.ReadAllText(file) : null;
            if (pem is null)
                return new("nothing", null, null);
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return new("client certificate", certificate.NotAfter.ToUniversalTime(), null);
        }
        catch (Exception e) when (e is IOException or FormatException or CryptographicException)
        {
            return new("client certificate", null, null);
        }
    }

    private static JsonObject? Claims(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var payload, _])
                return null;
            var padded = payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=');
            return JsonNode.Parse(Convert.FromBase64String(padded)) as JsonObject;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }
}
