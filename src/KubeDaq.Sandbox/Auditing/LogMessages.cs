using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Auditing;

internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Error, "{Path} cannot be written ({Reason}): what is done until it can be is in no audit log")]
    public static partial void AuditFailed(this ILogger logger, string path, string reason);
}
