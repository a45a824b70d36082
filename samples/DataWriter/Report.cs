namespace KubeDaq.Samples.DataWriter;

/// <summary>Writes what the run does: a line a second, and a summary at its end.</summary>
internal sealed class Report(RunLedger run, TimeProvider time)
{
    private RunTotals _last = run.Totals();
    private long _at = time.GetTimestamp();

    public void WriteRate() => Console.WriteLine(RateLine());

    public void WriteSummary()
    {
        var all = run.Totals();
        Console.WriteLine(
            $"summary: fragments={all.Fragments} bytes={all.Bytes} sources={all.Sources} lost={all.Lost} duplicates={all.Duplicates} " +
            $"corrupt={all.Corrupt} triggers={all.Triggers} records={all.Records}");
    }

    internal string RateLine()
    {
        var now = run.Totals();
        var seconds = Math.Max(0.001, time.GetElapsedTime(_at).TotalSeconds);
        _at = time.GetTimestamp();
        var line =
            $"rate={(now.Fragments - _last.Fragments) / seconds:0}/s data={(now.Bytes - _last.Bytes) / seconds / 1e6:0.00}MB/s sources={now.Sources} " +
            $"lost={now.Lost} duplicates={now.Duplicates} corrupt={now.Corrupt} triggers={now.Triggers} records={now.Records}";
        _last = now;
        return line;
    }
}
