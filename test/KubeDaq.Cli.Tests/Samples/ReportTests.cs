using KubeDaq.Samples.DataWriter;
using KubeDaq.Samples.Fragments;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cli.Tests.Samples;

public sealed class ReportTests
{
    [Fact]
    public void The_rate_is_that_of_the_time_since_the_last_line()
    {
        var time = new FakeTimeProvider();
        var run = new RunLedger();
        var report = new Report(run, time);
        for (ulong i = 0; i < 20; i++)
            run.Take(Message.Of(MessageType.Fragment, 1, i, i, new byte[100_000]));
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("rate=10/s data=1.00MB/s sources=1 lost=0 duplicates=0 corrupt=0 triggers=0 records=0", report.RateLine());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("rate=0/s", report.RateLine());
    }
}
