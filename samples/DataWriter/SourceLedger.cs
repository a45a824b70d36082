namespace KubeDaq.Samples.DataWriter;

/// <summary>Counts what one source sent, and what of it is missing or came twice.</summary>
internal sealed class SourceLedger
{
    /// <summary>How many timestamps are remembered, for triggers that come after their data.</summary>
    private const int Memory = 4096;
    private readonly Queue<ulong> _timestamps = new();
    private ulong? _next;

    public long Received { get; private set; }

    public long Bytes { get; private set; }

    public long Lost { get; private set; }

    public long Duplicates { get; private set; }

    /// <summary>The newest timestamp: data before it have arrived.</summary>
    public ulong Latest { get; private set; }

    /// <summary>The first number seen is where counting begins: the source may have run before.</summary>
    public void Take(ulong sequence, ulong timestamp, int size)
    {
        var expected = _next ?? sequence;
        if (sequence < expected && !IsRestart(sequence))
        {
            Duplicates++;
            return;
        }

        if (sequence > expected)
            Lost += (long)(sequence - expected);
        _next = sequence + 1;
        Received++;
        Bytes += size;
        Remember(timestamp);
    }

    public int CountWithin(ulong begin, ulong end) => _timestamps.Count(t => t >= begin && t < end);

    /// <summary>A readout that was restarted counts from the beginning again.</summary>
    private bool IsRestart(ulong sequence) => sequence == 0 && _next > 1;

    private void Remember(ulong timestamp)
    {
        Latest = Math.Max(Latest, timestamp);
        _timestamps.Enqueue(timestamp);
        if (_timestamps.Count > Memory)
            _timestamps.Dequeue();
    }
}
