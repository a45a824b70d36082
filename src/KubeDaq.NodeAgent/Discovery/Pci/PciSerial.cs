using System.Buffers.Binary;
using KubeDaq.NodeAgent.Discovery.Files;

namespace KubeDaq.NodeAgent.Discovery.Pci;

/// <summary>The serial number of a PCIe function. The kernel shows it only to who may read the whole configuration space (CAP_SYS_ADMIN), or in a file of its own since 6.16.</summary>
internal static class PciSerial
{
    private const int SpaceLength = 4096;
    private const int FirstExtended = 0x100;
    private const int SerialCapability = 0x0003;

    public static string? Read(HostFiles files, string folder)
    {
        if (files.Text($"{folder}/serial_number") is { Length: > 0 and < 64 } told && told.All(c => char.IsAsciiHexDigit(c) || c == '-'))
            return Usable(told.ToLowerInvariant());
        return files.Bytes($"{folder}/config", SpaceLength) is { } space ? Usable(Find(space)) : null;
    }

    /// <summary>Follows the chain of extended capabilities; a broken one ends, since it only goes so far.</summary>
    private static string? Find(ReadOnlySpan<byte> space)
    {
        var at = FirstExtended;
        for (var steps = 0; steps < 64 && at >= FirstExtended && at + 12 <= space.Length; steps++)
        {
            var header = BinaryPrimitives.ReadUInt32LittleEndian(space[at..]);
            if ((header & 0xffff) == SerialCapability)
                return Text(BinaryPrimitives.ReadUInt64LittleEndian(space[(at + 4)..]));
            at = (int)(header >> 20) & ~3;
        }

        return null;
    }

    private static string Text(ulong serial) => string.Join('-', Enumerable.Range(0, 8).Select(i => $"{(byte)(serial >> (56 - (8 * i))):x2}"));

    /// <summary>Boards that were never given one say all zeros or all ones.</summary>
    private static string? Usable(string? serial) => serial is null || serial.All(c => c is '0' or '-') || serial.All(c => c is 'f' or '-') ? null : serial;
}
