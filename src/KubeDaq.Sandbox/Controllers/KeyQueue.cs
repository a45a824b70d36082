using System.Threading.Channels;
using KubeDaq.Api.Meta;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Names of objects to look at: each waits once, however often it changed.</summary>
internal sealed class KeyQueue(TimeProvider time)
{
    private readonly Channel<ObjectName> _names = Channel.CreateUnbounded<ObjectName>(new() { SingleReader = true });
    private readonly HashSet<ObjectName> _waiting = [];

    /// <summary>Adds a name.</summary>
    public void Add(ObjectName name)
    {
        lock (_waiting)
        {
            if (!_waiting.Add(name))
                return;
        }
        _names.Writer.TryWrite(name);
    }

    /// <summary>Adds a name after a time.</summary>
    public async Task AddLaterAsync(ObjectName name, TimeSpan wait, CancellationToken stop)
    {
        await Task.Delay(wait, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!stop.IsCancellationRequested)
            Add(name);
    }

    /// <summary>Waits for the next name.</summary>
    public async ValueTask<ObjectName> TakeAsync(CancellationToken stop)
    {
        var name = await _names.Reader.ReadAsync(stop);
        lock (_waiting)
            _waiting.Remove(name);
        return name;
    }
}
