using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

/// <summary>The log: one line a message, with UTC times, on stderr.</summary>
internal static class AgentLogging
{
    public static void SetUp(ILoggingBuilder logging) => logging
        .SetMinimumLevel(LogLevel.Information)
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Grpc", LogLevel.Warning)
        .AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.UseUtcTimestamp = true;
            format.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
        })
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
}
