using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Offering;

internal static partial class OfferLog
{
    [LoggerMessage(941, LogLevel.Information, "cards are offered by {Mode} ({Reason}): {Message}")]
    public static partial void Chosen(ILogger log, string mode, string reason, string message);
}
