using System.Security.Cryptography.X509Certificates;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KubeDaq.Console.SigningIn;

/// <summary>One way to sign in for each issuer: authorization code with PKCE, done by the server. Nothing is asked of an issuer before somebody signs in there.</summary>
internal static class OpenIdSchemes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Adds them; a scheme is called as its issuer.</summary>
    public static void Add(AuthenticationBuilder authentication, ConsoleOptions options, TimeProvider time)
    {
        foreach (var issuer in options.Issuers)
            authentication.AddOpenIdConnect(issuer.Site.Name, oidc => Configure(oidc, issuer, CookieForm.Of(options), time));
    }

    /// <summary>Where the issuer sends people back to.</summary>
    public static string CallbackPath(string issuer) => $"/signin/{issuer}";

    private static void Configure(OpenIdConnectOptions oidc, ConsoleIssuer issuer, CookieForm cookies, TimeProvider time)
    {
        oidc.SignInScheme = SessionCookie.Scheme;
        oidc.TimeProvider = time;
        oidc.MetadataAddress = issuer.Site.DiscoveryUrl;
        oidc.ClientId = issuer.Client;
        oidc.ClientSecret = File.ReadAllText(issuer.SecretFile).Trim();
        oidc.CallbackPath = CallbackPath(issuer.Site.Name);
        oidc.SignedOutCallbackPath = $"/signout/{issuer.Site.Name}";
        oidc.RemoteSignOutPath = PathString.Empty;
        oidc.SignedOutRedirectUri = "/signed-out";
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a link, for which cookies with SameSite=Lax are sent; a form from another site would need weaker ones.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = true;
        oidc.SaveTokens = true;
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = false;
        oidc.DisableTelemetry = true;
        oidc.Scope.Clear();
        foreach (var scope in issuer.Site.Scopes)
            oidc.Scope.Add(scope);
        oidc.TokenValidationParameters = TokenRules.For(issuer, time);
        oidc.ProtocolValidator.RequireNonce = true;
        oidc.BackchannelHttpHandler = Transport(issuer);
        oidc.BackchannelTimeout = Patience;
        // A key that is not known yet is looked for at once, and again as often as this.
        oidc.RefreshInterval = TimeSpan.FromSeconds(10);
        oidc.CorrelationCookie.Name = $"{cookies.SignIn}-state-";
        cookies.Harden(oidc.CorrelationCookie, SameSiteMode.Lax);
        oidc.NonceCookie.Name = $"{cookies.SignIn}-nonce-";
        cookies.Harden(oidc.NonceCookie, SameSiteMode.Lax);
        oidc.Events = SignInEvents.For(issuer);
    }

    private static SocketsHttpHandler Transport(ConsoleIssuer issuer)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (issuer.Site.CertificateAuthority is { } authority)
        {
            var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true };
            trust.CustomTrustStore.ImportFromPemFile(authority);
            handler.SslOptions.CertificateChainPolicy = trust;
        }
        return handler;
    }
}
