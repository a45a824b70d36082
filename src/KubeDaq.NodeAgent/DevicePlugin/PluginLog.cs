using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.DevicePlugin;

internal static partial class PluginLog
{
    [LoggerMessage(911, LogLevel.Information, "{Resource} is registered with the kubelet")]
    public static partial void Registered(ILogger log, string resource);

    [LoggerMessage(912, LogLevel.Warning, "{Resource} is not registered with the kubelet, and is tried again every half second: {Problem}")]
    public static partial void NotRegistered(ILogger log, string resource, string problem);
}
