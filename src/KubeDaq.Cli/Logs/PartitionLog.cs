using k8s.Models;
using KubeDaq.Api;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Logs;

/// <summary>The logs of a partition's applications in one stream.</summary>
internal sealed class PartitionLog(Session session, Partition partition, IReadOnlyCollection<string> applications, int? tail)
{
    private readonly LogPainter _painter = new(session.Terminal, [.. partition.Spec.Applications.Select(a => a.Name)]);
    private readonly LogReader _reader = new(session.Connection);
    private readonly HashSet<LogSource> _read = [];

    private ResourceClient<V1Pod> Pods => session.Connection.Client(Kinds.Pod);

    private Selection Selection => new(session.Namespace, $"{ApiGroup.PartitionLabel}={partition.Metadata.Name}");

    /// <summary>What has been written so far, application by application in the partition's order.</summary>
    public async Task<int> PrintAsync(CancellationToken stop)
    {
        var order = partition.Spec.Applications.Select(a => a.Name).ToList();
        var pods = await Pods.ListAsync(Selection, stop);
        var sources = pods.SelectMany(LogSource.Of).Where(Wanted).OrderBy(s => order.IndexOf(s.Application)).ThenBy(s => s.Pod, StringComparer.Ordinal);
        foreach (var source in sources.ToList())
            await _reader.ReadAsync(source, follow: false, tail, line => Write(source, line), stop);
        return _read.Count;
    }

    /// <summary>What has been written and what will be; pods that start later, or again, join in.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        var first = true;
        var reading = new List<Task>();
        await foreach (var change in Follow.ChangesAsync(Pods, Selection, session.Time, stop))
        {
            foreach (var source in change.Now is null ? [] : LogSource.Of(change.Now).Where(Wanted).ToList())
                reading.Add(ReadToEndAsync(source, first ? tail : null, stop));
            first = first && reading.Count == 0;
            reading.RemoveAll(r => r.IsCompletedSuccessfully);
            await Task.WhenAll(reading.Where(r => r.IsFaulted));
        }
    }

    private bool Wanted(LogSource source) =>
        (applications.Count == 0 || applications.Contains(source.Application)) && _read.Add(source);

    private async Task ReadToEndAsync(LogSource source, int? last, CancellationToken stop)
    {
        try
        {
            await _reader.ReadAsync(source, follow: true, last, line => Write(source, line), stop);
        }
        catch (Exception e) when (e is ApiException { Code: 400 or 404 } or IOException or HttpRequestException)
        {
            // The pod went while its log was opened or read; its successor's log comes with its own source.
            await session.Terminal.Error.WriteLineAsync($"{source.Pod}: log ended: {e.Message}");
        }
    }

    private void Write(LogSource source, string line)
    {
        var application = partition.Spec.Applications.FirstOrDefault(a => a.Name == source.Application);
        _painter.Write(source, application is { Replicas: > 1 } ? source.Pod : source.Application, line);
    }
}
