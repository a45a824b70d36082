namespace KubeDaq.Console.SigningIn;

/// <summary>What is logged of sign-ins: causes in our own words, as those of libraries may quote what a token says.</summary>
internal static partial class SignInLog
{
    [LoggerMessage(200, LogLevel.Warning, "a sign-in at {Issuer} failed: {Cause}")]
    public static partial void Failed(ILogger log, string issuer, string cause);

    [LoggerMessage(201, LogLevel.Warning, "the sign-in of {Issuer} cannot be reached: {Cause}")]
    public static partial void Unreachable(ILogger log, string issuer, string cause);

    [LoggerMessage(202, LogLevel.Debug, "the tokens of session {Id} of {User} were renewed")]
    public static partial void Renewed(ILogger log, string id, string user);

    [LoggerMessage(204, LogLevel.Warning, "{Issuer} did not revoke the refresh token of session {Id} of {User}, which ended: {Cause}")]
    public static partial void NotRevoked(ILogger log, string issuer, string id, string user, string cause);

    [LoggerMessage(203, LogLevel.Information, "{Issuer} does not renew the tokens of session {Id} of {User}: {Cause}")]
    public static partial void NotRenewed(ILogger log, string issuer, string id, string user, string cause);
}
