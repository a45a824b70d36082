using KubeDaq.Cluster.Connections;
using KubeDaq.Samples.Fragments;

// trigger-emulator [--rate 10] [--window-ms 20] [--to data-writer]
var arguments = new Arguments(args);
return await Run.UntilStoppedAsync(async stop =>
{
    using var cluster = new ClusterConnection(Credentials.InCluster());
    var sender = new Sender(new Receiver(cluster, arguments.Text("--to", "data-writer"), "data"));
    var window = DetectorClock.Ticks(TimeSpan.FromMilliseconds(arguments.Number("--window-ms", 20)));
    await Run.TogetherAsync(
        stop,
        sender.RunAsync,
        ended => Beat.RunAsync(arguments.Number("--rate", 10), Decide, ended),
        ended => Beat.RunAsync(0.2, _ => Console.WriteLine($"decisions={sender.Sent} dropped={sender.Dropped}"), ended));

    void Decide(ulong number)
    {
        var now = DetectorClock.Ticks(TimeProvider.System.GetUtcNow());
        sender.Post(Message.Of(MessageType.TriggerDecision, source: 0, number, now, new Window(now - window, now).ToPayload()));
    }
});
