using KubeDaq.Api.HostAccess;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Operator.Program;

internal static partial class OperatorLog
{
    [LoggerMessage(501, LogLevel.Information, "operator {Version} works on {Server}; leader election: {Election}; host ports {Min} to {Max}; host access: {Mode}")]
    public static partial void Starts(ILogger logger, string? version, Uri server, bool election, int min, int max, HostAccessMode mode);

    [LoggerMessage(502, LogLevel.Information, "health and metrics are at {Address}")]
    public static partial void Listens(ILogger logger, string address);

    [LoggerMessage(503, LogLevel.Information, "operator ends")]
    public static partial void Ends(ILogger logger);

    [LoggerMessage(504, LogLevel.Warning, "works without health and metrics, which cannot be served on {Address}:{Port}: {Problem}; choose another --metrics-port")]
    public static partial void CannotListen(ILogger logger, string address, int port, string problem);
}
