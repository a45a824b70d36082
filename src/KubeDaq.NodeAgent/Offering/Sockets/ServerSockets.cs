using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// The unix sockets on which kubelets call: opened and closed while one server serves them all, so that a card that is plugged in needs no
/// new server and a socket that was wiped away is back at once.
/// </summary>
internal sealed class KubeletSockets(IConnectionListenerFactory transport) : IConnectionListenerFactory, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();

    /// <inheritdoc/>
    public EndPoint EndPoint { get; } = new KubeletSocketsEndPoint();

    /// <summary>Opens a socket, in the place of a file that an earlier process may have left there.</summary>
    public async Task<OpenSocket> OpenAsync(string path, SocketRole role, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return new(path, role, await transport.BindAsync(new UnixDomainSocketEndPoint(path), stop), _accepted.Writer);
    }

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => ValueTask.FromResult<IConnectionListener>(this);

    /// <inheritdoc/>
    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
        await _accepted.Reader.WaitToReadAsync(cancellationToken) && _accepted.Reader.TryRead(out var connection) ? connection : null;

    /// <inheritdoc/>
    public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
    {
        _accepted.Writer.TryComplete();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => UnbindAsync();
}

/// <summary>Stands for all of them in the server's list of endpoints.</summary>
internal sealed class KubeletSocketsEndPoint : EndPoint
{
    /// <inheritdoc/>
    public override string ToString() => "unix:kubelet-sockets";
}
