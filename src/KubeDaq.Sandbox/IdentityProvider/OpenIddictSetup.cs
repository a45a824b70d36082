using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>The services of an issuer.</summary>
internal static class OpenIddictSetup
{
    private static readonly TimeSpan IdTokenLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Adds all of them.</summary>
    public static void Add(IServiceCollection services, IssuerProfile profile, IdentityOptions options, TimeProvider time)
    {
        var database = Guid.NewGuid().ToString();
        services.AddDbContext<TokenStorage>(storage => storage.UseInMemoryDatabase(database).UseOpenIddict());
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => Configure(cookie, profile));
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<TokenStorage>().DisableBulkOperations())
            .AddServer(server => Configure(server, profile.Paths));
        KeepCookieKeysInMemory(services);
        // Built anew when keys are rotated.
        services.AddOptions<OpenIddictServerOptions>().Configure<SigningKeys, IssuerAddress>((server, keys, address) =>
        {
            server.Issuer = address.Url;
            server.TimeProvider = time;
            server.SigningCredentials.Clear();
            server.SigningCredentials.AddRange(keys.All);
            server.IdentityTokenLifetime = options.IdTokenLifetime ?? IdTokenLifetime;
        });
    }

    /// <summary>The part that would make lasting keys in the home folder at start is left out.</summary>
    private static void KeepCookieKeysInMemory(IServiceCollection services)
    {
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        foreach (var lasting in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(lasting);
    }

    private static void Configure(OpenIddictServerBuilder server, EndpointPaths paths)
    {
        server.SetAuthorizationEndpointUris(paths.Authorization)
            .SetTokenEndpointUris(paths.Token)
            .SetDeviceAuthorizationEndpointUris(paths.Device)
            .SetEndUserVerificationEndpointUris(paths.Verification)
            .SetEndSessionEndpointUris(paths.EndSession)
            .SetUserInfoEndpointUris(paths.UserInfo)
            .SetRevocationEndpointUris(paths.Revocation)
            .SetJsonWebKeySetEndpointUris(paths.Keys);
        server.AllowAuthorizationCodeFlow().AllowDeviceAuthorizationFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, "wlcg.groups");
        server.AddEncryptionKey(new SymmetricSecurityKey(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)));
        // Each use of a refresh token ends it: who stole one is noticed.
        server.DisableAccessTokenEncryption().SetRefreshTokenReuseLeeway(TimeSpan.Zero);
        server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableEndSessionEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough().EnableEndUserVerificationEndpointPassthrough();
    }

    private static void Configure(CookieAuthenticationOptions cookie, IssuerProfile profile)
    {
        // Cookies do not know ports: each issuer's has a name of its own.
        cookie.Cookie.Name = $"kubedaq-development-{profile.Name}";
        cookie.Cookie.Path = profile.Path;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
        cookie.LoginPath = "/login";
        cookie.ReturnUrlParameter = "return";
    }
}
