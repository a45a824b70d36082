using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>Counts the streams on which a kubelet listens: none means that it has to be told of the plugin again.</summary>
internal sealed class OpenStreams
{
    private readonly Latest<int> _count = new(0);
    private int _dials;

    /// <summary>How often a kubelet has connected: it does so while it takes a registration.</summary>
    public int Dials => Volatile.Read(ref _dials);

    /// <summary>Whether a kubelet listens.</summary>
    public bool Any => _count.Current > 0;

    /// <summary>How many there are, for followers.</summary>
    public Latest<int> Count => _count;

    /// <summary>A kubelet has connected.</summary>
    public void NoteDial() => Interlocked.Increment(ref _dials);

    /// <summary>A kubelet listens until the result is disposed.</summary>
    public IDisposable Open()
    {
        _count.Change(count => count + 1);
        return new Opened(this);
    }

    private sealed class Opened(OpenStreams streams) : IDisposable
    {
        public void Dispose() => streams._count.Change(count => count - 1);
    }
}
