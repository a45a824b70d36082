using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.CustomResources.Cel;
using KubeDaq.Sandbox.Identity.Tokens;
using KubeDaq.Sandbox.Storage;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Sandbox.Identity.People;

/// <summary>Judges ID tokens of one issuer. Which algorithms count is said here and not by the token: none and shared secrets do not.</summary>
internal sealed class PersonTokens(IssuerDescription issuer, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512", "PS256", "PS384", "PS512"];

    private readonly IssuerKeys _keys = new(issuer, time);
    private readonly JsonWebTokenHandler _handler = new();

    /// <summary>Whose tokens these are.</summary>
    public string Issuer => issuer.Url;

    /// <summary>Says whose token it is, or why it is nobody's.</summary>
    public async ValueTask<TokenVerdict> JudgeAsync(JsonWebToken token)
    {
        try
        {
            if (await SignatureProblemAsync(token) is { } problem)
                return Refuse(problem);
            var claims = JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload)) as JsonObject ?? [];
            return (AudienceProblem(token) ?? TimeProblem(claims)) is { } wrong ? Refuse(wrong) : new(issuer.Rules.UserOf(claims), [TokenSigner.Issuer], null);
        }
        catch (CelException error)
        {
            return Refuse(error.Message);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or JsonException or ArgumentException)
        {
            return Refuse($"the issuer's keys cannot be read: {error.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _keys.Dispose();

    private async ValueTask<string?> SignatureProblemAsync(JsonWebToken token)
    {
        if (!Algorithms.Contains(token.Alg))
            return $"it is signed with \"{token.Alg}\", which is not taken; the issuer must sign with RS256, ES256 or their like";
        var keys = await _keys.WithAsync(token.Kid ?? "");
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = keys,
            ValidAlgorithms = Algorithms,
            ValidIssuer = issuer.Url,
            ValidateAudience = false,
            ValidateLifetime = false,
            TryAllIssuerSigningKeys = false,
        });
        return result.IsValid ? null : "it is not signed by a key that the issuer publishes now; sign in again with 'kubedaq login'";
    }

    private string? AudienceProblem(JsonWebToken token) => token.Audiences.Any(issuer.Audiences.Contains)
        ? null
        : $"it is for {Words(token.Audiences)}, and this cluster takes tokens for {Words(issuer.Audiences)}; sign in with one of these as client";

    private string? TimeProblem(JsonObject claims)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var late = now + (long)Leeway.TotalSeconds;
        return (claims.Number("exp"), claims.Number("nbf"), claims.Number("iat")) switch
        {
            (null, _, _) => "it has no expiry time (exp)",
            ({ } expires, _, _) when now >= expires => "it has expired; sign in again with 'kubedaq login'",
            (_, { } from, _) when from > late => "it is not good yet (nbf); is the clock right?",
            (_, _, { } issued) when issued > late => "it was issued in the future (iat); is the clock right?",
            _ => null,
        };
    }

    private TokenVerdict Refuse(string why) => new(null, [], $"[invalid bearer token, token of {issuer.Url}: {why}]") { Advice = $"the token of {issuer.Url} is refused: {why}" };

    private static string Words(IEnumerable<string> words) => string.Join(" or ", words.Select(word => $"\"{word}\""));
}
