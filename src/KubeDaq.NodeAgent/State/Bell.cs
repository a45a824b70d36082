using System.Threading.Channels;

namespace KubeDaq.NodeAgent.State;

/// <summary>Wakes one worker when something has changed; rung often, it wakes once.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rung = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Ring() => _rung.Writer.TryWrite(true);

    /// <summary>Rings at each change of a value, until stopped.</summary>
    public async Task FollowAsync<T>(Latest<T> value, CancellationToken stop)
    {
        await foreach (var _ in value.FollowAsync(stop))
            Ring();
    }

    /// <summary>Waits until it is rung, or the time is over.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await _rung.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time to look whether or not something is known to have changed.
        }
    }
}
