using System.Threading.Channels;

namespace KubeDaq.Sandbox.Storage;

/// <summary>One watch: changes wait here for their reader. One that falls far behind is ended, so that it cannot fill the memory.</summary>
internal sealed class Watcher : IDisposable
{
    private const int Capacity = 65_536;

    private readonly Channel<Change> _changes = Channel.CreateBounded<Change>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly Action<Watcher> _ended;

    public Watcher(IEnumerable<Change> past, Action<Watcher> ended)
    {
        _ended = ended;
        foreach (var change in past)
            _changes.Writer.TryWrite(change);
    }

    /// <summary>The changes, in order; complete when the watch was ended from here.</summary>
    public ChannelReader<Change> Changes => _changes.Reader;

    /// <summary>Adds a change; false when the reader is too far behind, and the watch is ended.</summary>
    public bool Offer(Change change)
    {
        if (_changes.Writer.TryWrite(change))
            return true;
        End();
        return false;
    }

    /// <summary>Lets the reader come to an end.</summary>
    public void End() => _changes.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _ended(this);
    }
}
