using System.Security.Cryptography.X509Certificates;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity.Impersonation;
using KubeDaq.Sandbox.Identity.Tokens;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Identity;

/// <summary>Finds out who asks: by client certificate, else by bearer token, else nobody in particular; then as whom he wants to be answered.</summary>
/// <param name="authority">Whose client certificates count.</param>
/// <param name="tokens">Judges tokens.</param>
/// <param name="impersonator">Judges impersonation.</param>
internal sealed class Authenticator(CertificateAuthority authority, ITokenJudge tokens, Impersonator impersonator) : IAuthenticator
{
    private const string Bearer = "Bearer ";
    private static readonly object CertificateUser = new();

    /// <summary>Whoever shows no credentials.</summary>
    public static UserInfo Anonymous { get; } =
        new(Impersonator.Anonymous, null, [Groups.Unauthenticated], new Dictionary<string, IReadOnlyList<string>>());

    /// <inheritdoc/>
    public async ValueTask<UserInfo> AuthenticateAsync(HttpContext context) => ByCertificate(context) ?? await ByTokenAsync(context) ?? Anonymous;

    /// <inheritdoc/>
    public ImpersonatedUser? Impersonate(UserInfo user, RequestInfo asked, HttpContext context) =>
        WantedUser.From(context.Request.Headers) is { } wanted ? impersonator.Become(user, wanted, asked) : null;

    /// <summary>The certificate of a connection is judged once.</summary>
    private UserInfo? ByCertificate(HttpContext context)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
            return null;
        var items = context.Features.Get<IConnectionItemsFeature>()?.Items;
        if (items is null)
            return Judge(certificate);
        lock (items)
        {
            if (items.TryGetValue(CertificateUser, out var known))
                return (UserInfo)known!;
            var user = Judge(certificate);
            items[CertificateUser] = user;
            return user;
        }
    }

    private UserInfo Judge(X509Certificate2 certificate) =>
        authority.Trusts(certificate) && ClientCertificate.UserOf(certificate) is { } user ? user : throw StatusException.Unauthorized();

    private async ValueTask<UserInfo?> ByTokenAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || header.AsSpan(Bearer.Length).Trim() is not { Length: > 0 } token)
            return null;
        var verdict = await tokens.JudgeAsync(token.ToString(), []);
        return verdict.User ?? throw StatusException.Unauthorized(verdict.Advice);
    }
}
