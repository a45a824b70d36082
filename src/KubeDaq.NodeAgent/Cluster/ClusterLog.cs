using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cluster;

internal static partial class ClusterLog
{
    [LoggerMessage(821, LogLevel.Warning, "lost {Path}: {Problem}; again in {Delay}")]
    public static partial void Lost(ILogger logger, string path, string problem, TimeSpan delay);

    [LoggerMessage(822, LogLevel.Warning, "an event could not be written: {Problem}")]
    public static partial void EventLost(ILogger logger, string problem);
}
