using KubeDaq.Api.Meta;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Controllers;

internal static partial class ControllerLog
{
    [LoggerMessage(201, LogLevel.Warning, "{Controller}: {Object} failed, again in {Delay}")]
    public static partial void Failed(ILogger logger, string controller, ObjectName @object, TimeSpan delay, Exception exception);
}
