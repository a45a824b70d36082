namespace KubeDaq.Console.Sessions;

/// <summary>What is logged of sessions.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(100, LogLevel.Information, "session {Id} of {User} began")]
    public static partial void Started(ILogger log, string id, string user);

    [LoggerMessage(101, LogLevel.Information, "session {Id} of {User} ended: {Why}")]
    public static partial void Ended(ILogger log, string id, string user, string why);
}
