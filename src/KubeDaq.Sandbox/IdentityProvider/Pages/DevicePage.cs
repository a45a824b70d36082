using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KubeDaq.Sandbox.IdentityProvider.Pages;

/// <summary>Where a person lets a program in that showed a code on a machine without a browser.</summary>
internal sealed class DevicePage(IssuerProfile profile, Tokens tokens)
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>Asks for the code, or whether the program of the code may come in; or takes the answer.</summary>
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var person = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (DevelopmentUser.Find(person.Principal?.GetClaim(Claims.Subject)) is not { } user)
            return Results.Challenge(new() { RedirectUri = Here(context) }, [CookieAuthenticationDefaults.AuthenticationScheme]);
        var asked = await context.AuthenticateAsync(Scheme);
        if (asked.Principal?.GetClaim(Claims.ClientId) is not { Length: > 0 } client)
            return CodeForm(context, context.GetOpenIddictServerRequest()?.UserCode is { Length: > 0 } ? "This code is not known, or no longer good." : "");
        if (!HttpMethods.IsPost(context.Request.Method))
            return Confirmation(context, user, client);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = new AuthenticationProperties { RedirectUri = $"{profile.Path}/device/done" };
        return form["answer"] == "yes"
            ? Results.SignIn(tokens.Of(user, asked.Principal.GetScopes()), back, Scheme)
            : Results.Forbid(back, [Scheme]);
    }

    /// <summary>What is seen after the answer.</summary>
    public IResult Done(HttpContext context) => Page.Of(context, profile, "Done", "<p>You may close this page and go back to the program.</p>");

    private static string Here(HttpContext context) => context.Request.PathBase + context.Request.Path + context.Request.QueryString;

    private IResult CodeForm(HttpContext context, string wrong) => Page.Of(context, profile, "Let a program in", $"""
        <p class="wrong" role="alert">{Page.Text(wrong)}</p>
        <form method="get"><label>The code that the program shows <input name="user_code" autocomplete="off" autofocus required></label><button>Go on</button></form>
        """);

    private IResult Confirmation(HttpContext context, DevelopmentUser user, string client) => Page.Of(context, profile, "Let a program in?", $"""
        <p>The program <strong>{Page.Text(client)}</strong> wants to work as <strong>{Page.Text(user.Name)}</strong>. Say yes only if you started it yourself and it shows this code.</p>
        <form method="post">
        <input type="hidden" name="user_code" value="{Page.Text(context.GetOpenIddictServerRequest()?.UserCode)}">
        <button name="answer" value="yes">Yes, let it in</button> <button name="answer" value="no">No</button>
        </form>
        """);
}
