using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Reporting;

internal static partial class ReportingLog
{
    [LoggerMessage(831, LogLevel.Warning, "{What} could not be reported: {Problem}; again in {Pause}")]
    public static partial void Failed(ILogger logger, string what, string problem, TimeSpan pause);

    [LoggerMessage(832, LogLevel.Information, "card {Card} is handed over to host {Host}, which has it now")]
    public static partial void HandedOver(ILogger logger, string card, string host);
}
