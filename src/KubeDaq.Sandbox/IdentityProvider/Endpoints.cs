using System.Security.Claims;
using KubeDaq.Sandbox.IdentityProvider.Pages;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KubeDaq.Sandbox.IdentityProvider;

/// <summary>What an issuer answers beyond what OpenIddict answers by itself.</summary>
internal sealed class Endpoints(IssuerProfile profile, Tokens tokens, LoginPage login, DevicePage device, KeyRotation rotation)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string Cookie = CookieAuthenticationDefaults.AuthenticationScheme;
    private static readonly string[] GetOrPost = ["GET", "POST"];

    /// <summary>Puts them in their places.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", login.Show);
        routes.MapPost("/login", By(login.SignInAsync));
        routes.MapMethods(profile.Paths.Authorization, GetOrPost, By(AuthorizeAsync));
        routes.MapPost(profile.Paths.Token, By(ExchangeAsync));
        routes.MapMethods(profile.Paths.Verification, GetOrPost, By(device.AnswerAsync));
        routes.MapGet("/device/done", device.Done);
        routes.MapMethods(profile.Paths.EndSession, GetOrPost, By(SignOutAsync));
        routes.MapMethods(profile.Paths.UserInfo, GetOrPost, By(UserInfoAsync));
        routes.MapPost("/for-development/rotate-keys", rotation.Answer);
    }

    /// <summary>As a handler whose result is written, where a method group would be taken for one that writes itself.</summary>
    private static Delegate By(Func<HttpContext, Task<IResult>> handler) => handler;

    private async Task<IResult> AuthorizeAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var person = await context.AuthenticateAsync(Cookie);
        if (DevelopmentUser.Find(person.Principal?.GetClaim(Claims.Subject)) is { } user)
            return Results.SignIn(tokens.Of(user, request.GetScopes()), null, Scheme);
        return request.HasPromptValue(PromptValues.None)
            ? Refuse(Errors.LoginRequired, "nobody is signed in here")
            : Results.Challenge(new() { RedirectUri = Again(context) }, [Cookie]);
    }

    /// <summary>A code, a device code or a refresh token was shown and is good: the person may have changed since.</summary>
    private async Task<IResult> ExchangeAsync(HttpContext context)
    {
        var shown = (await context.AuthenticateAsync(Scheme)).Principal!;
        return DevelopmentUser.Find(shown.GetClaim(Claims.Subject)) is { } user
            ? Results.SignIn(WithIdsOf(shown, tokens.Of(user, shown.GetScopes())), null, Scheme)
            : Refuse(Errors.InvalidGrant, "the user is gone");
    }

    /// <summary>So that a revocation takes all tokens of one sign-in.</summary>
    private static ClaimsPrincipal WithIdsOf(ClaimsPrincipal shown, ClaimsPrincipal principal) => principal.SetAuthorizationId(shown.GetAuthorizationId());

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await context.SignOutAsync(Cookie);
        return Results.SignOut(new() { RedirectUri = "/" }, [Scheme]);
    }

    private async Task<IResult> UserInfoAsync(HttpContext context)
    {
        var shown = await context.AuthenticateAsync(Scheme);
        if (DevelopmentUser.Find(shown.Principal?.GetClaim(Claims.Subject)) is not { } user)
            return Results.Challenge(null, [Scheme]);
        var claims = profile.ClaimsOf(user).ToDictionary();
        claims[Claims.Subject] = user.Name;
        claims[Claims.PreferredUsername] = user.Name;
        return Results.Json(claims);
    }

    private static IResult Refuse(string error, string why) => Results.Forbid(new(new Dictionary<string, string?>
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = why,
    }), [Scheme]);

    /// <summary>The same request after the sign-in, with all that was asked for, from wherever it came.</summary>
    private static string Again(HttpContext context)
    {
        var request = context.Request;
        var fields = request.HasFormContentType ? request.Form.SelectMany(Each) : request.Query.SelectMany(Each);
        return request.PathBase + request.Path + QueryString.Create(fields);

        static IEnumerable<KeyValuePair<string, string?>> Each(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) =>
            field.Value.Select(value => KeyValuePair.Create(field.Key, value));
    }
}
