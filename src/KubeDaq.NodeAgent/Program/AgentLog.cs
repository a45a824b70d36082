using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Program;

internal static partial class AgentLog
{
    [LoggerMessage(801, LogLevel.Information, "agent {Version} on {Node}: host root {HostRoot}, kubelet {KubeletRoot}")]
    public static partial void Starts(ILogger logger, string? version, string node, string hostRoot, string kubeletRoot);

    [LoggerMessage(802, LogLevel.Error, "{Part} failed and starts again: {Problem}")]
    public static partial void PartFailed(ILogger logger, string part, string problem, Exception error);

    [LoggerMessage(803, LogLevel.Information, "the agent ends")]
    public static partial void Ends(ILogger logger);
}
