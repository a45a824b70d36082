using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Guarding;

internal static partial class GuardLog
{
    [LoggerMessage(901, LogLevel.Warning, "{Problem}; nothing is handed over until the kubelet has said who has what")]
    public static partial void Incomplete(ILogger log, string problem);

    [LoggerMessage(906, LogLevel.Information, "there is no checkpoint yet; nothing is handed over until the kubelet has said who has what")]
    public static partial void First(ILogger log);

    [LoggerMessage(902, LogLevel.Information, "who has what was learned from the kubelet: {Count} cards or units are in use")]
    public static partial void Learned(ILogger log, int count);

    [LoggerMessage(903, LogLevel.Information, "{Part} was handed over to pod {Pod}")]
    public static partial void HandedOver(ILogger log, string part, string pod);

    [LoggerMessage(904, LogLevel.Information, "{Part} is free again: pod {Pod} is gone")]
    public static partial void TakenBack(ILogger log, string part, string pod);

    [LoggerMessage(905, LogLevel.Warning, "{Part} was not handed over: {Reason}: {Message}")]
    public static partial void Refused(ILogger log, string part, string reason, string message);
}
