using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.NodeStatus;

internal static partial class NodeStatusLog
{
    [LoggerMessage(931, LogLevel.Information, "the cards are written into the capacity of node {Node}")]
    public static partial void Written(ILogger log, string node);

    [LoggerMessage(932, LogLevel.Warning, "the capacity of node {Node} could not be written: {Problem}")]
    public static partial void NotWritten(ILogger log, string node, string problem);
}
