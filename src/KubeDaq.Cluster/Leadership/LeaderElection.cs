using k8s.Models;
using KubeDaq.Cluster.Clients;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Leadership;

/// <summary>
/// Lets one of several instances work at a time. A leader that cannot renew has its work cancelled at the renew deadline, which is
/// before the lease's end, when another may begin.
/// </summary>
public sealed class LeaderElection
{
    private readonly LeadershipOptions _options;
    private readonly TimeProvider _time;
    private readonly Random _jitter;
    private readonly ILogger _logger;
    private readonly HeldLease _lease;

    /// <summary>Prepares to compete.</summary>
    public LeaderElection(
        IResourceClient<V1Lease> leases, LeadershipOptions options, TimeProvider time, Random jitter, ILogger<LeaderElection> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _time = time;
        _jitter = jitter;
        _logger = logger;
        _lease = new HeldLease(leases, options, time);
    }

    /// <summary>Competes, works while it leads, and competes again after a loss, until it is stopped or the work ends by itself.</summary>
    /// <param name="work">The work; it must end soon after its token is cancelled.</param>
    /// <param name="stop">Ends the work and gives the lease back.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (await AcquireAsync(stop))
        {
            LeadershipLog.Leads(_logger, _options.Identity, _options.Lease);
            LeadershipMetrics.Leading.Add(1);
            try
            {
                if (await LeadAsync(work, stop))
                    return;
                if (!stop.IsCancellationRequested)
                    LeadershipLog.Lost(_logger, _options.Identity, _lease.Holder);
            }
            finally
            {
                LeadershipMetrics.Leading.Add(-1);
                await ReleaseAsync();
            }
        }
    }

    private async Task<bool> AcquireAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TryTakeAsync(stop))
                return true;
            await PauseAsync(_options.RetryPeriod * (1 + (_jitter.NextDouble() / 4)), stop);
        }

        return false;
    }

    /// <summary>Works and renews; true when the work ended by itself, false when the lease was lost or a stop was asked for.</summary>
    private async Task<bool> LeadAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        // Runs out by its own timer, so that a renewal that hangs cannot keep it.
        using var hold = new CancellationTokenSource(LeftOfDeadline(), _time);
        using var leading = CancellationTokenSource.CreateLinkedTokenSource(stop, hold.Token);
        var working = Task.Run(() => work(leading.Token), CancellationToken.None);
        await RenewAsync(working, hold, leading.Token);
        var endedByItself = working.IsCompleted && !leading.IsCancellationRequested;
        await leading.CancelAsync();
        try
        {
            await working;
        }
        catch (OperationCanceledException) when (!endedByItself)
        {
            // That is how cancelled work ends.
        }

        return endedByItself;
    }

    private async Task RenewAsync(Task working, CancellationTokenSource hold, CancellationToken leading)
    {
        while (true)
        {
            await Task.WhenAny(working, PauseAsync(_options.RetryPeriod, leading));
            if (working.IsCompleted || leading.IsCancellationRequested)
                return;
            if (await TryTakeAsync(leading))
                hold.CancelAfter(LeftOfDeadline());
            else if (!_lease.IsMine)
                return;
        }
    }

    private TimeSpan LeftOfDeadline()
    {
        var left = _options.RenewDeadline - _time.GetElapsedTime(_lease.RenewedAt);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private async Task<bool> TryTakeAsync(CancellationToken stop)
    {
        // An attempt that hangs must leave time for another one before the deadline.
        using var deadline = new CancellationTokenSource(_options.RenewDeadline / 2, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            return await _lease.TryTakeAsync(either.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e)
        {
            LeadershipLog.Unavailable(_logger, _options.Lease, e.Message);
            return false;
        }
    }

    private async Task ReleaseAsync()
    {
        using var deadline = new CancellationTokenSource(_options.RetryPeriod, _time);
        try
        {
            await _lease.ReleaseAsync(deadline.Token);
        }
        catch (Exception e)
        {
            // It runs out by itself.
            LeadershipLog.Unavailable(_logger, _options.Lease, e.Message);
        }
    }

    private async Task PauseAsync(TimeSpan time, CancellationToken stop) =>
        await Task.Delay(time, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
