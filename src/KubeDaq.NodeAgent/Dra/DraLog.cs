using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Dra;

internal static partial class DraLog
{
    [LoggerMessage(921, LogLevel.Information, "DeviceClass {Name} stands for {Resource}")]
    public static partial void ClassMade(ILogger log, string name, string resource);

    [LoggerMessage(922, LogLevel.Warning, "DeviceClass {Name} could not be made: {Problem}")]
    public static partial void ClassNotMade(ILogger log, string name, string problem);

    [LoggerMessage(923, LogLevel.Information, "the kubelet has taken driver " + DraNames.Driver)]
    public static partial void Registered(ILogger log);

    [LoggerMessage(924, LogLevel.Warning, "the kubelet does not take driver " + DraNames.Driver + ": {Problem}")]
    public static partial void NotRegistered(ILogger log, string problem);

    [LoggerMessage(925, LogLevel.Warning, "the CDI file cannot be written: {Problem}")]
    public static partial void CdiNotWritten(ILogger log, string problem);
}
