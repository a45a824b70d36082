using KubeDaq.Api.Meta;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Leadership;

internal static partial class LeadershipLog
{
    [LoggerMessage(301, LogLevel.Information, "{Identity} leads ({Lease})")]
    public static partial void Leads(ILogger logger, string identity, ObjectName lease);

    [LoggerMessage(302, LogLevel.Warning, "{Identity} no longer leads; the lease names \"{Holder}\"")]
    public static partial void Lost(ILogger logger, string identity, string? holder);

    [LoggerMessage(303, LogLevel.Warning, "cannot take or renew lease {Lease}: {Problem}")]
    public static partial void Unavailable(ILogger logger, ObjectName lease, string problem);
}
