using System.Net;
using System.Net.Sockets;
using KubeDaq.Samples.DataWriter;
using KubeDaq.Samples.Fragments;

namespace KubeDaq.Cli.Tests.Samples;

public sealed class ListenerTests
{
    [Fact]
    public async Task What_arrives_over_a_socket_is_counted_to_the_last_byte()
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var run = new RunLedger();
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        var listening = new Listener(address, run).RunAsync(ended.Token);
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(address, ended.Token);
            for (ulong i = 0; i < 50; i++)
                await Message.Of(MessageType.Fragment, 7, i, i, new byte[10_000]).WriteAsync(client.GetStream(), ended.Token);
        }

        var deadline = TimeProvider.System.GetTimestamp();
        while (run.Totals().Fragments < 50 && TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, ended.Token);
        Assert.Equal((50L, 500_000L, 0L, 0L), (run.Totals().Fragments, run.Totals().Bytes, run.Totals().Lost, run.Totals().Corrupt));
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => listening);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
