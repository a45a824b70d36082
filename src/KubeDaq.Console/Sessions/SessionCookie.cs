using KubeDaq.Console.Configuration;
using KubeDaq.Console.SigningIn;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace KubeDaq.Console.Sessions;

/// <summary>The one cookie of a signed-in browser.</summary>
internal static class SessionCookie
{
    /// <summary>The authentication scheme.</summary>
    public const string Scheme = "session";

    /// <summary>Sets the cookie's handler up.</summary>
    public static void Configure(CookieAuthenticationOptions options, SessionStore store, ConsoleOptions console, TimeProvider time)
    {
        var form = CookieForm.Of(console);
        options.Cookie.Name = form.Session;
        options.Cookie.Path = "/";
        form.Harden(options.Cookie, SameSiteMode.Lax);
        options.CookieManager = new CookieOutsideSignIn();
        options.SessionStore = store;
        options.TimeProvider = time;
        options.ExpireTimeSpan = console.Sessions.Absolute;
        options.SlidingExpiration = false;
        options.LoginPath = "/signin";
        options.ReturnUrlParameter = "return";
        options.Events.OnValidatePrincipal = TokenRenewal.OnValidateAsync;
    }

    /// <summary>The session that a browser had before it came back from an issuer.</summary>
    public static Session? FormerSession(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme);
        if (new ChunkingCookieManager().GetRequestCookie(context, options.Cookie.Name!) is not { } cookie || options.TicketDataFormat.Unprotect(cookie) is not { } led)
            return null;
        var key = led.Principal.Claims.FirstOrDefault()?.Value;
        return key is null ? null : context.RequestServices.GetRequiredService<SessionStore>().Find(key);
    }

    /// <summary>
    /// Does not see the cookie that comes along when an issuer sends somebody back: the library would put the new person under the key of the former session.
    /// </summary>
    private sealed class CookieOutsideSignIn : ICookieManager
    {
        private readonly ChunkingCookieManager _cookies = new();

        public string? GetRequestCookie(HttpContext context, string key) =>
            context.Request.Path.StartsWithSegments("/signin", StringComparison.OrdinalIgnoreCase, out var rest) && rest.HasValue ? null : _cookies.GetRequestCookie(context, key);

        public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) => _cookies.AppendResponseCookie(context, key, value, options);

        public void DeleteCookie(HttpContext context, string key, CookieOptions options) => _cookies.DeleteCookie(context, key, options);
    }
}
