using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Leadership;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Leadership;

/// <summary>An instance that competes, with a clock of its own.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private int _working;

    public Candidate(SharedLease lease, string identity, TimeSpan clockOffset = default)
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero) + clockOffset);
        View = lease.For();
        var options = new LeadershipOptions(new ObjectName("kubedaq", "operator"), identity);
        var election = new LeaderElection(View, options, Time, new Random(identity.Length), NullLogger<LeaderElection>.Instance);
        _running = election.RunAsync(WorkAsync, _stop.Token);
    }

    public FakeTimeProvider Time { get; }

    public SharedLease.View View { get; }

    /// <summary>Whether its work may act now.</summary>
    public bool Leads => Volatile.Read(ref _working) == 1;

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        View.Hangs = false;
        await StopAsync();
        _stop.Dispose();
    }

    private Task WorkAsync(CancellationToken stop)
    {
        Volatile.Write(ref _working, 1);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        stop.Register(() =>
        {
            Volatile.Write(ref _working, 0);
            ended.SetResult();
        });
        return ended.Task;
    }
}
