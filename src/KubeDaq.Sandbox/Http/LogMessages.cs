using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Http;

internal static partial class LogMessages
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Failed(this ILogger logger, string method, string path, Exception error);
}
