using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Identity.Tokens;

/// <summary>Signs tokens of service accounts and knows its own again. One key and one algorithm, ES256: what a token's header asks for does not count.</summary>
internal sealed class TokenSigner : IDisposable
{
    /// <summary>Who signs, and the audience of a token that is for the API server.</summary>
    public const string Issuer = "https://kubernetes.default.svc.cluster.local";

    private readonly ECDsa _key;
    private readonly SigningCredentials _credentials;
    private readonly TokenValidationParameters _rules;
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    private TokenSigner(ECDsa key)
    {
        _key = key;
        KeyId = Base64UrlEncoder.Encode(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        var security = new ECDsaSecurityKey(key) { KeyId = KeyId };
        _credentials = new(security, SecurityAlgorithms.EcdsaSha256);
        // Times and audiences are judged by who knows the clock and the question (TokenAuthenticator).
        _rules = new()
        {
            IssuerSigningKey = security,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            ValidIssuer = Issuer,
            ValidateAudience = false,
            ValidateLifetime = false,
        };
    }

    /// <summary>The key's name: the hash of its public half.</summary>
    public string KeyId { get; }

    /// <summary>Takes the key kept in a folder, or makes one there: tokens stay good when the sandbox starts again.</summary>
    /// <exception cref="InvalidDataException">The file there is no such key.</exception>
    public static TokenSigner OpenOrCreate(string folder)
    {
        var file = Path.Combine(folder, "sa.key");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (!File.Exists(file))
        {
            PrivateFile.MakeFolder(folder);
            PrivateFile.Write(file, key.ExportPkcs8PrivateKeyPem() + "\n");
            return new(key);
        }
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return new(key);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            key.Dispose();
            throw new InvalidDataException($"{file} is no private key ({error.Message}). Put the right file back, or remove it to get a new one.", error);
        }
    }

    /// <summary>Makes the token.</summary>
    public string Sign(TokenClaims claims) => _handler.CreateToken(claims.ToJson(Issuer).ToJsonString(), _credentials);

    /// <summary>The claims of a token.</summary>
    /// <returns>The claims; or whether it at least looks like a token of this issuer.</returns>
    public async ValueTask<(TokenClaims? Claims, bool LooksLikeOurs)> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid)
            return (null, _handler.CanReadToken(token) && IssuerOf(token) == Issuer);
        var payload = Base64UrlEncoder.DecodeBytes(((JsonWebToken)result.SecurityToken).EncodedPayload);
        return (TokenClaims.From(JsonNode.Parse(payload)!.AsObject()), true);
    }

    /// <summary>The public key, for those who verify tokens themselves.</summary>
    public JsonObject ToKeySet()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var key = new JsonObject
        {
            ["use"] = "sig",
            ["kty"] = "EC",
            ["kid"] = KeyId,
            ["crv"] = "P-256",
            ["alg"] = SecurityAlgorithms.EcdsaSha256,
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        };
        return new() { ["keys"] = new JsonArray(key) };
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static string? IssuerOf(string token)
    {
        try
        {
            return JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]))?["iss"]?.GetValue<string>();
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
