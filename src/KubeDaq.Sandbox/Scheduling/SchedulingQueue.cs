namespace KubeDaq.Sandbox.Scheduling;

/// <summary>
/// The pods that wait for a node: those to be tried now by priority and age, and those that no node took, which are tried again when
/// something changed that can help, but not before their back-off is over.
/// </summary>
internal sealed class SchedulingQueue
{
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, Waiting> _pods = [];
    private readonly PriorityQueue<Waiting, (long, DateTimeOffset, long)> _ready = new();
    private readonly PriorityQueue<Waiting, DateTimeOffset> _backingOff = new();
    private long _sequence;

    /// <summary>When the next pod's back-off ends; null when none backs off.</summary>
    public DateTimeOffset? NextBackOffEnd => _backingOff.TryPeek(out _, out var end) ? end : null;

    /// <summary>Takes a pod to be tried now, or its newer version.</summary>
    public void Add(PodDemand pod, DateTimeOffset since)
    {
        if (_pods.TryGetValue(pod.Uid, out var known))
        {
            var changed = !known.Demand.Amounts.SequenceEqual(pod.Amounts);
            known.Demand = pod;
            if (changed && known.Place == Place.Parked)
                Ready(known);
            return;
        }
        var waiting = new Waiting(pod, since, _sequence++);
        _pods[pod.Uid] = waiting;
        Ready(waiting);
    }

    /// <summary>Forgets a pod that is bound or gone.</summary>
    public void Remove(string uid)
    {
        if (_pods.Remove(uid, out var waiting))
            waiting.Place = Place.Gone;
    }

    /// <summary>The next pod to try, or null.</summary>
    public PodDemand? TryTake(DateTimeOffset now)
    {
        while (_backingOff.TryPeek(out var waiting, out var end) && end <= now)
        {
            _backingOff.Dequeue();
            if (waiting.Place == Place.BackingOff)
                Ready(waiting);
        }
        while (_ready.TryDequeue(out var waiting, out _))
        {
            if (waiting.Place != Place.Ready)
                continue;
            waiting.Place = Place.Parked;
            return waiting.Demand;
        }
        return null;
    }

    /// <summary>No node took the pod: it waits for a change.</summary>
    public void Park(string uid, DateTimeOffset now)
    {
        if (!_pods.TryGetValue(uid, out var waiting))
            return;
        waiting.BackOff = waiting.BackOff == TimeSpan.Zero ? FirstBackOff : TimeSpan.FromTicks(Math.Min(waiting.BackOff.Ticks * 2, LongestBackOff.Ticks));
        waiting.Until = now + waiting.BackOff;
    }

    /// <summary>Something changed that can help: all parked pods are tried again once their back-off is over.</summary>
    public void Wake(DateTimeOffset now)
    {
        foreach (var waiting in _pods.Values.Where(waiting => waiting.Place == Place.Parked))
        {
            if (waiting.Until <= now)
            {
                Ready(waiting);
                continue;
            }
            waiting.Place = Place.BackingOff;
            _backingOff.Enqueue(waiting, waiting.Until);
        }
    }

    private void Ready(Waiting waiting)
    {
        waiting.Place = Place.Ready;
        _ready.Enqueue(waiting, (-waiting.Demand.Priority, waiting.Since, waiting.Sequence));
    }

    private enum Place
    {
        Ready,
        BackingOff,
        Parked,
        Gone,
    }

    private sealed class Waiting(PodDemand demand, DateTimeOffset since, long sequence)
    {
        public PodDemand Demand { get; set; } = demand;

        public DateTimeOffset Since { get; } = since;

        public long Sequence { get; } = sequence;

        public Place Place { get; set; }

        public TimeSpan BackOff { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}
