using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;

namespace KubeDaq.NodeAgent.Offering.Sockets;

/// <summary>A socket that listens; its connections carry its role.</summary>
internal sealed class OpenSocket : IAsyncDisposable
{
    private readonly IConnectionListener _listener;
    private readonly SocketRole _role;
    private readonly Task _accepting;

    /// <param name="path">Its file; of a socket of the network its address.</param>
    /// <param name="role">What it is for.</param>
    /// <param name="listener">Listens on it.</param>
    /// <param name="accepted">Takes its connections.</param>
    public OpenSocket(string path, SocketRole role, IConnectionListener listener, ChannelWriter<ConnectionContext> accepted)
    {
        (Path, _role, _listener) = (path, role, listener);
        _accepting = AcceptAsync(accepted);
    }

    /// <summary>The key of the role among a connection's items.</summary>
    public static object RoleKey { get; } = new();

    /// <summary>Its file; of a socket of the network its address.</summary>
    public string Path { get; }

    /// <summary>Whether its file is still there: a kubelet that starts wipes its folder, and who listens does not notice.</summary>
    public bool IsThere => File.Exists(Path);

    /// <summary>Stops listening. Connections that are open stay.</summary>
    public async ValueTask DisposeAsync()
    {
        await _listener.UnbindAsync();
        await _accepting;
        await _listener.DisposeAsync();
    }

    private async Task AcceptAsync(ChannelWriter<ConnectionContext> accepted)
    {
        while (await _listener.AcceptAsync() is { } connection)
        {
            connection.Items[RoleKey] = _role;
            _role.Connected();
            if (!accepted.TryWrite(connection))
                await connection.DisposeAsync();
        }
    }
}
