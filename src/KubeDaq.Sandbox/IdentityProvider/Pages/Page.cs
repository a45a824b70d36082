using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.IdentityProvider.Pages;

/// <summary>A page of the provider: no script, in no frame, and plainly marked.</summary>
internal static class Page
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

    private const string Style = """
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #1c2733; }
        .mark { background: #ffe9b3; border-left: 4px solid #d48806; padding: .5rem 1rem; }
        .wrong { color: #a8071a; }
        label { display: block; margin-top: 1rem; }
        input { font: inherit; padding: .4rem; width: 100%; box-sizing: border-box; }
        button { font: inherit; margin-top: 1.5rem; padding: .5rem 1.5rem; }
        """;

    /// <summary>Writes a text so that it is only text.</summary>
    public static string Text(string? value) => HtmlEncoder.Default.Encode(value ?? "");

    /// <summary>The page as an answer.</summary>
    public static IResult Of(HttpContext context, IssuerProfile profile, string title, string body)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XFrameOptions = "DENY";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Results.Content($"""
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Text(title)}</title><style>{Style}</style></head>
            <body>
            <p class="mark"><strong>For development.</strong> This stands for the sign-in of {Text(profile.Name)} in a KubeDaq sandbox on this machine.</p>
            <h1>{Text(title)}</h1>
            {body}
            </body>
            </html>
            """, "text/html; charset=utf-8");
    }
}
