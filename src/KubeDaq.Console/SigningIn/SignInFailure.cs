using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KubeDaq.Console.SigningIn;

/// <summary>Why somebody was not signed in.</summary>
/// <param name="StatusCode">Of the page.</param>
/// <param name="Text">For the person.</param>
/// <param name="Cause">For the log, without anything from outside.</param>
internal sealed record SignInFailure(int StatusCode, string Text, string Cause)
{
    public static SignInFailure Of(Exception? error, string issuer)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause, issuer) is { } failure)
                return failure;
        }
        return new(StatusCodes.Status403Forbidden, $"The way to {issuer}'s sign-in and back broke: it was begun in another browser or too long ago, or the answer is not from there. Try again.",
            error?.GetType().Name ?? "unknown");
    }

    private static SignInFailure? Known(Exception cause, string issuer) => cause switch
    {
        SignInRefusedException refused => new(StatusCodes.Status403Forbidden, $"You are signed in at {issuer}, but the cluster will not take your token: {refused.Message}.", "the cluster would not take the token"),
        SecurityTokenExpiredException or SecurityTokenNotYetValidException or SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException =>
            Bad(issuer, "is not good at this time; are the clocks right?", cause),
        SecurityTokenInvalidIssuerException => Bad(issuer, "is of another issuer.", cause),
        SecurityTokenInvalidAudienceException => Bad(issuer, "is for another program.", cause),
        OpenIdConnectProtocolInvalidNonceException => Bad(issuer, "belongs to another sign-in.", cause),
        SecurityTokenInvalidAlgorithmException or SecurityTokenInvalidSignatureException or SecurityTokenSignatureKeyNotFoundException => Bad(issuer, "is not signed as it must be.", cause),
        SecurityTokenException or OpenIdConnectProtocolException => Bad(issuer, "cannot be used.", cause),
        HttpRequestException or TaskCanceledException => new(StatusCodes.Status503ServiceUnavailable, $"{issuer}'s sign-in cannot be reached now. Try again in a minute, or sign in elsewhere.", cause.GetType().Name),
        _ => null,
    };

    private static SignInFailure Bad(string issuer, string what, Exception cause) =>
        new(StatusCodes.Status403Forbidden, $"The token that {issuer}'s sign-in gave {what}", cause.GetType().Name);
}
