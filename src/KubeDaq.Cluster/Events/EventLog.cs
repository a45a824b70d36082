using KubeDaq.Api.Meta;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Events;

internal static partial class EventLog
{
    [LoggerMessage(401, LogLevel.Warning, "event {Reason} about {Object} could not be written: {Problem}")]
    public static partial void Dropped(ILogger logger, string reason, ObjectName @object, string problem);
}
