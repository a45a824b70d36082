using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;

namespace KubeDaq.Sandbox.IdentityProvider.Pages;

/// <summary>Where a person says who it is.</summary>
internal sealed class LoginPage(IssuerProfile profile, StartPassword password)
{
    /// <summary>Shows the form.</summary>
    public IResult Show(HttpContext context) => Form(context, context.Request.Query["return"], "");

    /// <summary>Takes the form, and goes back to where the person came from.</summary>
    public async Task<IResult> SignInAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = form["return"].ToString();
        if (DevelopmentUser.Find(form["user"]) is not { } user || !password.Is(form["password"].ToString()))
            return Form(context, back, "There is no such user, or the password is not that of this start of the sandbox.");
        var identity = new ClaimsIdentity(CookieAuthenticationDefaults.AuthenticationScheme);
        identity.SetClaim(OpenIddictConstants.Claims.Subject, user.Name);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new(identity));
        return Results.LocalRedirect(IsOwn(back) ? back : $"{profile.Path}/");
    }

    /// <summary>Nobody is sent elsewhere after signing in.</summary>
    private bool IsOwn(string path) => path.StartsWith($"{profile.Path}/", StringComparison.Ordinal) && !path.Contains('\\');

    private IResult Form(HttpContext context, string? back, string wrong)
    {
        var users = string.Concat(DevelopmentUser.All.Select(user => $"<li><code>{Page.Text(user.Name)}</code> {Page.Text(user.Description)}</li>"));
        return Page.Of(context, profile, $"Sign in at {profile.Name}", $"""
            <p class="wrong" role="alert">{Page.Text(wrong)}</p>
            <form method="post" action="{Page.Text(profile.Path)}/login">
            <input type="hidden" name="return" value="{Page.Text(back)}">
            <label>User <input name="user" autocomplete="username" autofocus required></label>
            <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
            <button>Sign in</button>
            </form>
            <p>The password is the same for all, made anew at each start: {Page.Text(password.File)}</p>
            <ul>{users}</ul>
            """);
    }
}
