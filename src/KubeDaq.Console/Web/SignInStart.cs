using KubeDaq.Console.Configuration;
using KubeDaq.Console.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace KubeDaq.Console.Web;

/// <summary>Sends a browser to an issuer.</summary>
internal static class SignInStart
{
    public static async Task GoAsync(HttpContext context, string issuer, ConsoleOptions options, IOptionsMonitor<OpenIdConnectOptions> schemes, ILogger<SignInRefusedException> log)
    {
        // A picture or a frame of another site would only fill the browser with cookies of sign-ins that nobody wants.
        if (context.Request.Headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } mode && mode != "navigate")
        {
            await MessagePages.WriteAsync(context, StatusCodes.Status400BadRequest, "Nobody signs in so", "Open this address in a browser.", "/signin", "Back to the sign-in");
            return;
        }
        if (options.Issuers.All(known => known.Site.Name != issuer))
        {
            await MessagePages.WriteAsync(context, StatusCodes.Status404NotFound, "Nobody signs in there", "The console does not know this issuer.", "/signin", "Back to the sign-in");
            return;
        }
        try
        {
            // Known before the way there begins, so that an issuer that is down is told in a page.
            await schemes.Get(issuer).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
        }
        catch (InvalidOperationException e)
        {
            SignInLog.Unreachable(log, issuer, e.InnerException?.GetType().Name ?? e.GetType().Name);
            await MessagePages.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, $"{issuer}'s sign-in cannot be reached",
                "It does not answer now, or not as a sign-in does. Try again in a minute, or sign in elsewhere.", "/signin", "Back to the sign-in");
            return;
        }
        await context.ChallengeAsync(issuer, new() { RedirectUri = LocalAddress.Of(context.Request.Query["return"]) });
    }
}
