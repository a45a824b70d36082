using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Logs;

/// <summary>Reads the log of a container line by line.</summary>
internal sealed class LogReader(ClusterConnection connection)
{
    public async Task ReadAsync(LogSource source, bool follow, int? tail, Action<string> write, CancellationToken stop)
    {
        var query = $"?container={Uri.EscapeDataString(source.Container)}{(follow ? "&follow=true" : "")}{(tail is null ? "" : $"&tailLines={tail}")}";
        var request = new ApiRequest(HttpMethod.Get, Kinds.Pod.Path(source.Namespace, source.Pod, "log") + query)
        {
            Kind = Kinds.Pod,
            Purpose = $"read the log of {source.Namespace}/{source.Pod}",
        };
        using var response = await connection.SendAsync(request, stop);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop) is { } line)
            write(line);
    }
}
