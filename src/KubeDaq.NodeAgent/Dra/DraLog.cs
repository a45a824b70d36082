using KubeDaq.NodeAgent.Guarding;
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

    [LoggerMessage(926, LogLevel.Information, "the kubelet is reminded that pod {Pod} waits for its card, which can be given now")]
    public static partial void Reminded(ILogger log, PodRef pod);

    [LoggerMessage(927, LogLevel.Warning, "the kubelet is not reminded that pod {Pod} waits for its card, and asks for it by itself within 90 s: {Problem}")]
    public static partial void ReminderRefused(ILogger log, PodRef pod, string problem);

    [LoggerMessage(928, LogLevel.Warning, "the kubelet could not yet be reminded of {What}, which is tried again: {Problem}")]
    public static partial void NotReminded(ILogger log, string what, string problem);
}
