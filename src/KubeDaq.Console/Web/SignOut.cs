using KubeDaq.Console.Sessions;
using KubeDaq.Console.SigningIn;
using Microsoft.AspNetCore.Authentication;

namespace KubeDaq.Console.Web;

/// <summary>Ends a session here, then at the issuer.</summary>
internal static class SignOut
{
    public static async Task GoAsync(HttpContext context, TokenRevocation revocation, ILogger<SignInRefusedException> log)
    {
        var session = context.Features.Get<Session>()!;
        await context.SignOutAsync(SessionCookie.Scheme);
        await revocation.RevokeAsync(session);
        var issuer = session.Person.Issuer;
        try
        {
            await context.SignOutAsync(issuer, new() { RedirectUri = "/signed-out" });
        }
        catch (InvalidOperationException e)
        {
            SignInLog.Unreachable(log, issuer, e.InnerException?.GetType().Name ?? e.GetType().Name);
        }
        await GoOnAsync(context, issuer);
    }

    /// <summary>A page that goes on by itself. An answer that redirects would be held to the pages' form-action, and nobody knows all hosts of a laboratory's sign-in.</summary>
    private static async Task GoOnAsync(HttpContext context, string issuer)
    {
        var there = context.Response.Headers.Location.ToString();
        context.Response.Headers.Remove("Location");
        if (there.StartsWith("https://", StringComparison.Ordinal))
        {
            context.Response.Headers["Refresh"] = $"0; url={there}";
            await MessagePages.WriteAsync(context, StatusCodes.Status200OK, "You are signed out here", $"Now you are signed out at {issuer}, too.", there, $"Go on to {issuer}");
            return;
        }
        await MessagePages.WriteAsync(context, StatusCodes.Status200OK, "You are signed out here", $"{issuer} could not be told: there you are perhaps still signed in.", "/signin", "Sign in again");
    }
}
