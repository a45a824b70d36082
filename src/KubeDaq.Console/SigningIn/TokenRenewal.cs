using KubeDaq.Console.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KubeDaq.Console.SigningIn;

/// <summary>Keeps the tokens of sessions good. A session whose issuer says no has ended; one whose issuer does not answer goes on while its token is good.</summary>
internal sealed class TokenRenewal(IOptionsMonitor<OpenIdConnectOptions> schemes, SessionStore store, TimeProvider time, ILogger<TokenRenewal> log)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>At each request: the session, with a good token.</summary>
    public static async Task OnValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var session = services.GetRequiredService<SessionStore>().Of(context.Properties);
        if (session is not null && await services.GetRequiredService<TokenRenewal>().KeepGoodAsync(session, context.HttpContext.RequestAborted))
        {
            context.HttpContext.Features.Set(session);
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(SessionCookie.Scheme);
    }

    /// <summary>Renews the tokens shortly before their end; false where the session has ended.</summary>
    public async Task<bool> KeepGoodAsync(Session session, CancellationToken stop)
    {
        if (!NeedsRenewal(session))
            return true;
        await session.Renewing.WaitAsync(stop);
        try
        {
            // Of several requests at once the first renews. It is seen through even where its browser has gone: the old refresh token is used up.
            return store.Find(session.Key) is not null && (!NeedsRenewal(session) || await RenewAsync(session));
        }
        finally
        {
            session.Renewing.Release();
        }
    }

    private bool NeedsRenewal(Session session) => session.Tokens.Expires - time.GetUtcNow() < Margin;

    private async Task<bool> RenewAsync(Session session)
    {
        var options = schemes.Get(session.Person.Issuer);
        try
        {
            if (session.Tokens.RefreshToken is not { } refresh)
                return session.Tokens.Expires > time.GetUtcNow() || Over(session, "it gave no refresh token");
            var configuration = await options.ConfigurationManager!.GetConfigurationAsync(CancellationToken.None);
            var (answer, refusal) = await AskAsync(options, configuration, refresh);
            if (refusal is not null)
                return Over(session, refusal);
            return await TakeAsync(session, options, configuration, answer!);
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or IOException or OperationCanceledException)
        {
            SignInLog.Unreachable(log, session.Person.Issuer, e.GetType().Name);
            return true;
        }
    }

    private async Task<bool> TakeAsync(Session session, OpenIdConnectOptions options, OpenIdConnectConfiguration configuration, OpenIdConnectMessage answer)
    {
        if (string.IsNullOrEmpty(answer.IdToken))
            return Over(session, "it gave no new ID token");
        var checkedToken = await SignedToken.CheckAsync(options, configuration, answer.IdToken);
        if (checkedToken is null || checkedToken.Subject != session.Person.Subject)
            return Over(session, "its new token is not good, or another person's");
        session.Tokens = new(answer.IdToken, string.IsNullOrEmpty(answer.RefreshToken) ? session.Tokens.RefreshToken : answer.RefreshToken, checkedToken.ValidTo);
        SignInLog.Renewed(log, session.Id, session.Person.User);
        return true;
    }

    private bool Over(Session session, string cause)
    {
        SignInLog.NotRenewed(log, session.Person.Issuer, session.Id, session.Person.User, cause);
        store.End(session, "its issuer does not renew it");
        return false;
    }

    /// <summary>The issuer's answer, or its refusal. What is neither is an issuer out of order.</summary>
    private static async Task<(OpenIdConnectMessage? Answer, string? Refusal)> AskAsync(OpenIdConnectOptions options, OpenIdConnectConfiguration configuration, string refresh)
    {
        KeyValuePair<string, string>[] fields = [new("grant_type", OpenIdConnectGrantTypes.RefreshToken), new("refresh_token", refresh)];
        using var response = await ClientRequest.PostAsync(options, configuration.TokenEndpoint, fields, CancellationToken.None);
        if ((int)response.StatusCode is >= 400 and < 500)
            return (null, $"HTTP {(int)response.StatusCode}");
        response.EnsureSuccessStatusCode();
        return (new OpenIdConnectMessage(await response.Content.ReadAsStringAsync()), null);
    }
}
