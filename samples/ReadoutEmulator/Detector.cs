using KubeDaq.Samples.Fragments;

namespace KubeDaq.Samples.ReadoutEmulator;

/// <summary>A detector unit that always sees the same: pedestals with a little noise.</summary>
internal sealed class Detector(uint source, int size, Action<Message> take)
{
    private readonly byte[] _waveform = Waveform(size);

    public void Read(ulong sequence) =>
        take(Message.Of(MessageType.Fragment, source, sequence, DetectorClock.Ticks(TimeProvider.System.GetUtcNow()), _waveform));

    private static byte[] Waveform(int size)
    {
        // Seeded, so that a capture can be compared with another.
        var noise = new Random(12);
        return [.. Enumerable.Range(0, size).Select(_ => (byte)(0x80 + noise.Next(-4, 5)))];
    }
}
