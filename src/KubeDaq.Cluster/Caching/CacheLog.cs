using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Caching;

internal static partial class CacheLog
{
    [LoggerMessage(101, LogLevel.Debug, "{Kind}: listed {Count} objects at version {Version}")]
    public static partial void Listed(ILogger logger, string kind, int count, string version);

    [LoggerMessage(102, LogLevel.Information, "{Kind}: the server no longer knows version {Version}; listing anew")]
    public static partial void Expired(ILogger logger, string kind, string? version);

    [LoggerMessage(103, LogLevel.Warning, "{Kind}: cannot keep up: {Problem}; again in {Delay}")]
    public static partial void Lost(ILogger logger, string kind, string problem, TimeSpan delay);

    [LoggerMessage(104, LogLevel.Error, "{Kind}: passed over an object that cannot be read")]
    public static partial void Unreadable(ILogger logger, string kind, Exception exception);

    [LoggerMessage(105, LogLevel.Error, "{Kind}: a listener failed on a change")]
    public static partial void ListenerFailed(ILogger logger, string kind, Exception exception);
}
