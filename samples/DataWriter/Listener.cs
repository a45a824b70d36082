using System.Net;
using System.Net.Sockets;
using KubeDaq.Samples.Fragments;

namespace KubeDaq.Samples.DataWriter;

/// <summary>Takes connections from the data network and reads messages from each.</summary>
internal sealed class Listener(IPEndPoint address, RunLedger run)
{
    public async Task RunAsync(CancellationToken stop)
    {
        using var listener = new TcpListener(address);
        listener.Start();
        Console.WriteLine($"listening: {listener.LocalEndpoint}");
        var connections = new List<Task>();
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(stop);
            connections.RemoveAll(c => c.IsCompleted);
            connections.Add(ReadAsync(client, stop));
        }
    }

    private async Task ReadAsync(TcpClient client, CancellationToken stop)
    {
        using var connection = client;
        var from = client.Client.RemoteEndPoint;
        Console.WriteLine($"connected: {from}");
        try
        {
            await using var stream = new BufferedStream(client.GetStream(), 1 << 16);
            while (await Message.ReadAsync(stream, stop) is { } message)
                run.Take(message);
            Console.WriteLine($"closed: {from}");
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            Console.WriteLine($"broken: {from}: {e.Message}");
        }
    }
}
