using System.Net.Sockets;
using System.Threading.Channels;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Samples.Fragments;

/// <summary>
/// Sends messages in order, and comes back when the connection is lost. Data do not wait: when too many have piled up, the oldest are
/// dropped and counted.
/// </summary>
public sealed class Sender
{
    private const int Capacity = 2048;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly Receiver _receiver;
    private readonly Channel<Message> _queue;
    private Message? _inHand;
    private long _sent;
    private long _dropped;

    /// <summary>Sends to one receiver.</summary>
    public Sender(Receiver receiver)
    {
        _receiver = receiver;
        _queue = Channel.CreateBounded<Message>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            _ => Interlocked.Increment(ref _dropped));
    }

    /// <summary>Messages sent since the start.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Messages dropped since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>Puts a message at the end of the queue; never waits.</summary>
    public void Post(Message message) => _queue.Writer.TryWrite(message);

    /// <summary>Sends until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                if (await _receiver.FindAsync(stop) is { } address)
                    await SendAsync(address, stop);
            }
            catch (Exception e) when (e is SocketException or IOException or ClusterException)
            {
                Console.WriteLine($"no connection: {e.Message}");
            }

            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    private async Task SendAsync(System.Net.IPEndPoint address, CancellationToken stop)
    {
        await using var stream = await Receiver.ConnectAsync(address, stop);
        Console.WriteLine($"connected: {stream.Socket.LocalEndPoint} -> {address}");
        while (true)
        {
            // Kept until it is sent: what is in hand when the connection breaks goes first on the next one.
            _inHand ??= await _queue.Reader.ReadAsync(stop);
            await _inHand.WriteAsync(stream, stop);
            _inHand = null;
            Interlocked.Increment(ref _sent);
        }
    }
}
