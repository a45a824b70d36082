using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Events;

/// <summary>Forgets old Events once a minute.</summary>
internal sealed class EventExpiry(EventRecorder events, TimeProvider time) : IBackgroundPart
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stop))
            events.Expire();
    }
}
