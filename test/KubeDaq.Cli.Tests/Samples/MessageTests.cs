using CsCheck;
using KubeDaq.Samples.Fragments;

namespace KubeDaq.Cli.Tests.Samples;

public sealed class MessageTests
{
    private static readonly Gen<Message> Messages =
        from type in Gen.Enum<MessageType>()
        from source in Gen.UInt
        from sequence in Gen.ULong
        from timestamp in Gen.ULong
        from payload in Gen.Byte.Array[0, 100]
        select Message.Of(type, source, sequence, timestamp, payload);

    [Fact]
    public void What_is_sent_is_read() => Messages.List[0, 5].Sample(
        async messages =>
        {
            using var stream = new MemoryStream();
            foreach (var message in messages)
                await message.WriteAsync(stream, TestContext.Current.CancellationToken);
            stream.Position = 0;
            foreach (var message in messages)
            {
                var read = await Message.ReadAsync(stream, TestContext.Current.CancellationToken);
                Assert.Equal(message.Header, read!.Header);
                Assert.Equal(message.Payload.ToArray(), read.Payload.ToArray());
                Assert.True(read.IsIntact);
            }

            Assert.Null(await Message.ReadAsync(stream, TestContext.Current.CancellationToken));
        },
        iter: 200);

    [Fact]
    public void A_changed_byte_of_the_payload_is_noticed() =>
        (from payload in Gen.Byte.Array[1, 64] from place in Gen.Int[0, payload.Length - 1] from flip in Gen.Byte[1, 255] select (payload, place, flip))
        .Sample(
            given =>
            {
                var message = Message.Of(MessageType.Fragment, 1, 2, 3, given.payload.ToArray());
                given.payload[given.place] ^= given.flip;
                return !new Message(message.Header, given.payload).IsIntact;
            },
            iter: 1000);

    [Fact]
    public async Task What_is_no_message_ends_the_stream()
    {
        using var noise = new MemoryStream(new byte[200]);
        await Assert.ThrowsAsync<InvalidDataException>(() => Message.ReadAsync(noise, TestContext.Current.CancellationToken));
        using var cut = new MemoryStream(new byte[10]);
        await Assert.ThrowsAsync<EndOfStreamException>(() => Message.ReadAsync(cut, TestContext.Current.CancellationToken));
    }
}
