using KubeDaq.Samples.DataWriter;
using KubeDaq.Samples.Fragments;

namespace KubeDaq.Cli.Tests.Samples;

public sealed class RunLedgerTests
{
    private readonly RunLedger _run = new();

    [Fact]
    public void A_gap_is_lost_and_a_repetition_is_a_duplicate()
    {
        foreach (var sequence in new ulong[] { 10, 11, 14, 14, 15 })
            Take(1, sequence);
        var totals = _run.Totals();
        Assert.Equal((4, 2, 1), (totals.Fragments, totals.Lost, totals.Duplicates));
    }

    [Fact]
    public void Sources_are_counted_one_by_one()
    {
        Take(1, 5);
        Take(2, 100);
        Take(1, 6);
        Take(2, 101);
        Assert.Equal((2, 4L, 0L), (_run.Totals().Sources, _run.Totals().Fragments, _run.Totals().Lost));
    }

    [Fact]
    public void A_restarted_readout_begins_anew()
    {
        Take(1, 41);
        Take(1, 0);
        Take(1, 1);
        Assert.Equal((3L, 0L, 0L), (_run.Totals().Fragments, _run.Totals().Lost, _run.Totals().Duplicates));
    }

    [Fact]
    public void A_corrupt_fragment_is_not_taken_for_data()
    {
        var message = Message.Of(MessageType.Fragment, 1, 0, 0, new byte[] { 1, 2 });
        _run.Take(new Message(message.Header, new byte[] { 1, 3 }));
        Assert.Equal((1L, 0L), (_run.Totals().Corrupt, _run.Totals().Fragments));
    }

    [Fact]
    public void A_record_is_built_when_every_source_is_past_the_window()
    {
        Take(1, 0, timestamp: 100);
        Take(2, 0, timestamp: 105);
        _run.Take(Message.Of(MessageType.TriggerDecision, 0, 0, 110, new Window(95, 110).ToPayload()));
        Take(1, 1, timestamp: 120);
        Assert.Equal(0, _run.Totals().Records);
        Take(2, 1, timestamp: 121);
        Assert.Equal((1L, 1L), (_run.Totals().Records, _run.Totals().Triggers));
    }

    private void Take(uint source, ulong sequence, ulong timestamp = 0) =>
        _run.Take(Message.Of(MessageType.Fragment, source, sequence, timestamp, new byte[] { 1 }));
}
