using KubeDaq.Api.Identity;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.Sessions;
using KubeDaq.Console.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.SigningIn;

/// <summary>What the console adds to a sign-in.</summary>
internal static class SignInEvents
{
    public static OpenIdConnectEvents For(ConsoleIssuer issuer) => new()
    {
        OnTokenValidated = context => KnowAsync(context, issuer),
        OnTicketReceived = EndFormerSession,
        OnRemoteFailure = context => TellAsync(context, issuer),
        OnAccessDenied = context => DeniedAsync(context, issuer),
        OnRedirectToIdentityProviderForSignOut = NameClientAsync,
    };

    /// <summary>The person as the cluster will know him; one that it would refuse is told why here, for the API server tells nobody.</summary>
    private static async Task KnowAsync(TokenValidatedContext context, ConsoleIssuer issuer)
    {
        // The library takes a token without a signature where TLS says from whom it came; we do not.
        var token = context.TokenEndpointResponse!.IdToken;
        var configuration = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (await SignedToken.CheckAsync(context.Options, configuration, token) is null)
        {
            context.Fail(new SecurityTokenInvalidSignatureException());
            return;
        }
        var claims = IdTokens.ClaimsOf(token);
        var mapped = ClaimMapping.Of(issuer.Site, claims);
        if (mapped.Problems.Count > 0)
            context.Fail(new SignInRefusedException(string.Join("; ", mapped.Problems)));
        else
            context.Principal = TicketContents.PrincipalOf(new(issuer.Site.Name, context.SecurityToken.Subject, mapped.User, mapped.Groups), context.Scheme.Name);
    }

    /// <summary>The browser's former session ends, and the new one gets a key of its own: nobody can put his cookie into another's browser and wait.</summary>
    private static Task EndFormerSession(TicketReceivedContext context)
    {
        if (SessionCookie.FormerSession(context.HttpContext) is { } former)
            context.HttpContext.RequestServices.GetRequiredService<SessionStore>().End(former, "somebody signed in anew in its browser");
        return Task.CompletedTask;
    }

    private static Task TellAsync(RemoteFailureContext context, ConsoleIssuer issuer)
    {
        var failure = SignInFailure.Of(context.Failure, issuer.Site.Name);
        SignInLog.Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<SignInRefusedException>>(), issuer.Site.Name, failure.Cause);
        context.HandleResponse();
        return MessagePages.WriteAsync(context.HttpContext, failure.StatusCode, "You could not be signed in", failure.Text, "/signin", "Back to the sign-in");
    }

    private static Task DeniedAsync(AccessDeniedContext context, ConsoleIssuer issuer)
    {
        context.HandleResponse();
        return MessagePages.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "You could not be signed in",
            $"{issuer.Site.Name}'s sign-in says that access was refused there, by you or by its rules.", "/signin", "Back to the sign-in");
    }

    /// <summary>
    /// The issuer is told which client ends a session and not, by the person's ID token, whose: no browser gets to see a token. Some issuers then ask whether to sign out
    /// (https://openid.net/specs/openid-connect-rpinitiated-1_0.html, section 2).
    /// </summary>
    private static Task NameClientAsync(RedirectContext context)
    {
        context.ProtocolMessage.IdTokenHint = null;
        context.ProtocolMessage.ClientId = context.Options.ClientId;
        return Task.CompletedTask;
    }
}
