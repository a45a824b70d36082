using System.Buffers.Binary;

namespace KubeDaq.Samples.Fragments;

/// <summary>What a message is.</summary>
public enum MessageType
{
    /// <summary>A stretch of detector data of one source.</summary>
    Fragment = 1,

    /// <summary>A window of time whose data are to be kept.</summary>
    TriggerDecision = 2,
}

/// <summary>The fixed part in front of each message, in network byte order.</summary>
/// <param name="Type">What follows.</param>
/// <param name="Source">Who sends: the detector unit, or the trigger.</param>
/// <param name="Sequence">Counts the source's messages from 0, without a gap.</param>
/// <param name="Timestamp">When the data begin, in ticks of the detector's clock.</param>
/// <param name="Size">Bytes of payload.</param>
/// <param name="Checksum">CRC-32C of the payload.</param>
public readonly record struct MessageHeader(MessageType Type, uint Source, ulong Sequence, ulong Timestamp, int Size, uint Checksum)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 36;

    /// <summary>Larger payloads are not believed.</summary>
    public const int MaximalSize = 16 << 20;

    private const uint Magic = 0x11112222;
    private const ushort Version = 1;

    /// <summary>Writes it to the first bytes of a buffer.</summary>
    public void Write(Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32BigEndian(to, Magic);
        BinaryPrimitives.WriteUInt16BigEndian(to[4..], Version);
        BinaryPrimitives.WriteUInt16BigEndian(to[6..], (ushort)Type);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], Source);
        BinaryPrimitives.WriteUInt64BigEndian(to[12..], Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(to[20..], Timestamp);
        BinaryPrimitives.WriteInt32BigEndian(to[28..], Size);
        BinaryPrimitives.WriteUInt32BigEndian(to[32..], Checksum);
    }

    /// <summary>Reads it from the first bytes of a buffer.</summary>
    /// <exception cref="InvalidDataException">The bytes are no header: the stream cannot be followed any further.</exception>
    public static MessageHeader Read(ReadOnlySpan<byte> from)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(from);
        var version = BinaryPrimitives.ReadUInt16BigEndian(from[4..]);
        var type = (MessageType)BinaryPrimitives.ReadUInt16BigEndian(from[6..]);
        var size = BinaryPrimitives.ReadInt32BigEndian(from[28..]);
        if (magic != Magic || version != Version || !Enum.IsDefined(type) || size is < 0 or > MaximalSize)
            throw new InvalidDataException($"no message: magic 0x{magic:x8}, version {version}, type {(int)type}, size {size}");
        return new MessageHeader(
            type,
            BinaryPrimitives.ReadUInt32BigEndian(from[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(from[12..]),
            BinaryPrimitives.ReadUInt64BigEndian(from[20..]),
            size,
            BinaryPrimitives.ReadUInt32BigEndian(from[32..]));
    }
}
