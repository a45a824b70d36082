using KubeDaq.Cluster.Connections;
using KubeDaq.Samples.Fragments;
using KubeDaq.Samples.ReadoutEmulator;

// readout-emulator [--source 1] [--rate 200] [--size 8192] [--to data-writer] [--card DEVICE]
var arguments = new Arguments(args);
return await Run.UntilStoppedAsync(async stop =>
{
    var device = arguments.Text("--card", "");
    using var card = Card.Open(device.Length > 0 ? device : GivenByKubeDaq.CardDevice);
    using var cluster = new ClusterConnection(Credentials.InCluster());
    var sender = new Sender(new Receiver(cluster, arguments.Text("--to", "data-writer"), "data"));
    var detector = new Detector((uint)arguments.Number("--source", 1), (int)arguments.Number("--size", 8192), sender.Post);
    await Run.TogetherAsync(
        stop,
        sender.RunAsync,
        ended => Beat.RunAsync(arguments.Number("--rate", 200), detector.Read, ended),
        ended => Beat.RunAsync(0.2, _ => Console.WriteLine($"sent={sender.Sent} dropped={sender.Dropped}"), ended));
});
