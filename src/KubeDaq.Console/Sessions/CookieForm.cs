using KubeDaq.Console.Configuration;

namespace KubeDaq.Console.Sessions;

/// <summary>
/// How the console's cookies look: over TLS with names whose prefix holds browsers to it, and secure. Over plain HTTP, which is for loopback, browsers would
/// not take such.
/// </summary>
internal sealed record CookieForm(bool OverTls)
{
    public static CookieForm Of(ConsoleOptions options) => new(options.Tls is not null);

    /// <summary>The session's cookie: of this host alone, and for all paths.</summary>
    public string Session => OverTls ? "__Host-kubedaq" : "kubedaq";

    /// <summary>That which belongs to the forms.</summary>
    public string Form => OverTls ? "__Host-kubedaq-form" : "kubedaq-form";

    /// <summary>What begins the names of those for a sign-in that is under way, which have a path of their own.</summary>
    public string SignIn => OverTls ? "__Secure-kubedaq-signin" : "kubedaq-signin";

    /// <summary>Neither scripts nor other sites get at it.</summary>
    public void Harden(CookieBuilder cookie, SameSiteMode sameSite)
    {
        cookie.HttpOnly = true;
        cookie.SecurePolicy = OverTls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.SameSite = sameSite;
        cookie.IsEssential = true;
    }
}
