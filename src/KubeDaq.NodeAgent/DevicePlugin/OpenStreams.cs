using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.DevicePlugin;

/// <summary>Counts the streams on which a kubelet listens: none means that it has to be told of the plugin again.</summary>
internal sealed class OpenStreams
{
    private readonly Latest<int> _count = new(0);

    /// <summary>Whether a kubelet listens.</summary>
    public bool Any => _count.Current > 0;

    /// <summary>How many there are, for followers.</summary>
    public Latest<int> Count => _count;

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
