using KubeDaq.Samples.Fragments;

namespace KubeDaq.Samples.DataWriter;

/// <summary>All that came in a run: fragments of every source, trigger decisions, and the records built from both.</summary>
internal sealed class RunLedger
{
    private readonly Lock _oneAtATime = new();
    private readonly Dictionary<uint, SourceLedger> _sources = [];
    private readonly Queue<Window> _pending = new();
    private readonly SourceLedger _trigger = new();
    private long _records;
    private long _corrupt;

    public void Take(Message message)
    {
        lock (_oneAtATime)
        {
            if (!message.IsIntact)
                _corrupt++;
            else if (message.Header.Type == MessageType.TriggerDecision)
                TakeDecisionNeedsLock(message);
            else
                TakeFragmentNeedsLock(message.Header);
        }
    }

    public RunTotals Totals()
    {
        lock (_oneAtATime)
        {
            BuildNeedsLock();
            return new RunTotals(
                _sources.Count,
                _sources.Values.Sum(s => s.Received),
                _sources.Values.Sum(s => s.Bytes),
                _sources.Values.Sum(s => s.Lost) + _trigger.Lost,
                _sources.Values.Sum(s => s.Duplicates) + _trigger.Duplicates,
                _corrupt,
                _trigger.Received,
                _records);
        }
    }

    private void TakeFragmentNeedsLock(MessageHeader header)
    {
        if (!_sources.TryGetValue(header.Source, out var source))
            _sources[header.Source] = source = new SourceLedger();
        source.Take(header.Sequence, header.Timestamp, header.Size);
    }

    private void TakeDecisionNeedsLock(Message message)
    {
        _trigger.Take(message.Header.Sequence, message.Header.Timestamp, message.Header.Size);
        _pending.Enqueue(Window.Read(message.Payload.Span));
    }

    /// <summary>A record is whole when every source is past the window's end.</summary>
    private void BuildNeedsLock()
    {
        while (_pending.TryPeek(out var window) && _sources.Count > 0 && _sources.Values.All(s => s.Latest >= window.End))
        {
            _pending.Dequeue();
            if (_sources.Values.All(s => s.CountWithin(window.Begin, window.End) > 0))
                _records++;
        }
    }
}

/// <summary>The sums of a run.</summary>
internal sealed record RunTotals(
    int Sources, long Fragments, long Bytes, long Lost, long Duplicates, long Corrupt, long Triggers, long Records);
