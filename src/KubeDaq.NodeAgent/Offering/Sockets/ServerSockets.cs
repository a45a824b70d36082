using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>
/// The sockets of a server that speak one protocol: opened and closed while it serves them all, so that a card that is plugged in needs no
/// new server, a socket that was wiped away is back at once, and an address that is taken keeps nothing else from being served.
/// </summary>
/// <param name="transport">Listens.</param>
/// <param name="name">What they are for.</param>
internal sealed class ServerSockets(IConnectionListenerFactory transport, string name) : IConnectionListenerFactory, IConnectionListenerFactorySelector, IConnectionListener
{
    private readonly Channel<ConnectionContext> _accepted = Channel.CreateUnbounded<ConnectionContext>();

    /// <summary>Stands for all of them in the server's list of endpoints.</summary>
    public EndPoint EndPoint { get; } = new NamedEndPoint(name);

    /// <summary>Opens a unix socket, in the place of a file that an earlier process may have left there.</summary>
    public Task<OpenSocket> OpenAsync(string path, SocketRole role, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return OpenAsync(new UnixDomainSocketEndPoint(path), role, stop);
    }

    /// <summary>Opens a socket.</summary>
    /// <exception cref="AddressInUseException">Another listens there.</exception>
    /// <exception cref="SocketException">The address is none of this host, or may not be used.</exception>
    public async Task<OpenSocket> OpenAsync(EndPoint address, SocketRole role, CancellationToken stop) =>
        new($"{address}", role, await transport.BindAsync(address, stop), _accepted.Writer);

    /// <inheritdoc/>
    public bool CanBind(EndPoint endpoint) => endpoint == EndPoint;

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

    private sealed class NamedEndPoint(string name) : EndPoint
    {
        /// <inheritdoc/>
        public override string ToString() => $"sockets:{name}";
    }
}
