using System.Net;
using KubeDaq.Samples.DataWriter;
using KubeDaq.Samples.Fragments;

// data-writer: listens on the port that was allotted under the name data
return await Run.UntilStoppedAsync(async stop =>
{
    var run = new RunLedger();
    var report = new Report(run, TimeProvider.System);
    try
    {
        await Run.TogetherAsync(
            stop,
            new Listener(new IPEndPoint(GivenByKubeDaq.DataAddress, GivenByKubeDaq.Port("data")), run).RunAsync,
            ended => Beat.RunAsync(1, _ => report.WriteRate(), ended));
    }
    finally
    {
        report.WriteSummary();
    }
});
