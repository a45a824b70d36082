using KubeDaq.Console.Sessions;
using Microsoft.AspNetCore.Antiforgery;

namespace KubeDaq.Console.Web;

/// <summary>Whatever changes something must come from a form of our own pages, filled in by the person whose session it is. No endpoint can forget to ask.</summary>
internal static class OwnForms
{
    /// <summary>The cookie that belongs to the forms.</summary>
    public static void Configure(AntiforgeryOptions forms, CookieForm cookies)
    {
        forms.Cookie.Name = cookies.Form;
        forms.Cookie.Path = "/";
        cookies.Harden(forms.Cookie, SameSiteMode.Strict);
        forms.SuppressXFrameOptionsHeader = true;
    }

    /// <summary>Lets through what only reads, and forms of ours.</summary>
    public static async Task Only(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || await IsOwnAsync(context))
            await next(context);
        else
            await MessagePages.WriteAsync(context, StatusCodes.Status400BadRequest, "This form is not from here",
                "It came from another site, or from a page that was open since before you signed in. Nothing was done. Load the page again and repeat it there.", "/partitions", "To the partitions");
    }

    private static async Task<bool> IsOwnAsync(HttpContext context)
    {
        // Browsers say where a form was sent from; those that do not are held to the token alone.
        if (context.Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site != "same-origin")
            return false;
        try
        {
            return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context);
        }
        catch (AntiforgeryValidationException)
        {
            // Too large, or no form at all.
            return false;
        }
    }
}
