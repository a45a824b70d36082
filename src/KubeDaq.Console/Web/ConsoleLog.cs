namespace KubeDaq.Console.Web;

/// <summary>The log: one line a message, with UTC times, on stderr so that stdout stays for results.</summary>
internal static class ConsoleLog
{
    public static void Add(ILoggingBuilder logging, LogLevel level) => logging
        .SetMinimumLevel(level)
        // What the libraries tell at lower levels has codes and states of sign-ins in it, and their own words for a failure quote tokens' claims.
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Authentication", LogLevel.None)
        .AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        })
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
