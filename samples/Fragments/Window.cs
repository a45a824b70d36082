using System.Buffers.Binary;

namespace KubeDaq.Samples.Fragments;

/// <summary>The payload of a trigger decision: from when to when data are to be kept, in ticks.</summary>
public readonly record struct Window(ulong Begin, ulong End)
{
    /// <summary>As payload.</summary>
    public byte[] ToPayload()
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Begin);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), End);
        return bytes;
    }

    /// <summary>From a payload.</summary>
    public static Window Read(ReadOnlySpan<byte> payload) =>
        payload.Length == 16
            ? new Window(BinaryPrimitives.ReadUInt64BigEndian(payload), BinaryPrimitives.ReadUInt64BigEndian(payload[8..]))
            : throw new InvalidDataException($"a trigger decision has 16 bytes, not {payload.Length}");
}
