using System.Buffers.Binary;
using System.Numerics;

namespace KubeDaq.Samples.Fragments;

/// <summary>A message as it goes over the data network.</summary>
public sealed record Message(MessageHeader Header, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Makes a message with the checksum of its payload.</summary>
    public static Message Of(MessageType type, uint source, ulong sequence, ulong timestamp, ReadOnlyMemory<byte> payload) =>
        new(new MessageHeader(type, source, sequence, timestamp, payload.Length, Checksum(payload.Span)), payload);

    /// <summary>Whether the payload arrived as it was sent.</summary>
    public bool IsIntact => Checksum(Payload.Span) == Header.Checksum;

    /// <summary>Reads the next message; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not one of messages.</exception>
    /// <exception cref="EndOfStreamException">It ends within a message.</exception>
    public static async Task<Message?> ReadAsync(Stream stream, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new byte[MessageHeader.Length];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop);
        if (read == 0)
            return null;
        if (read < head.Length)
            throw new EndOfStreamException("the stream ends within a header");
        var header = MessageHeader.Read(head);
        var payload = new byte[header.Size];
        await stream.ReadExactlyAsync(payload, stop);
        return new Message(header, payload);
    }

    /// <summary>Sends it whole.</summary>
    public async Task WriteAsync(Stream stream, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[MessageHeader.Length + Payload.Length];
        Header.Write(bytes);
        Payload.CopyTo(bytes.AsMemory(MessageHeader.Length));
        await stream.WriteAsync(bytes, stop);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            sum = BitOperations.Crc32C(sum, one);
        return ~sum;
    }
}
