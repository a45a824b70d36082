using Microsoft.Extensions.Logging;

namespace KubeDaq.Cli.Hosting;

/// <summary>The log of a program that runs on: one line a message, with UTC times, on stderr so that stdout stays for results.</summary>
internal static class ProgramLog
{
    public static ILoggerFactory Make(LogLevel level) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(level)
        .AddFilter("Microsoft", LogLevel.Warning)
        // What it tells at lower levels is full of codes that are good for minutes.
        .AddFilter("OpenIddict", LogLevel.Warning)
        .AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        })
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
}
