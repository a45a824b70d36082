using System.Buffers.Binary;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Pci;

namespace KubeDaq.NodeAgent.Tests.Discovery;

public sealed class SerialTests
{
    [Fact]
    public void The_serial_number_is_found_in_the_chain_of_extended_capabilities()
    {
        var space = new byte[4096];
        Capability(space, 0x100, 0x0001, next: 0x148);
        Capability(space, 0x148, 0x0003, next: 0);
        BinaryPrimitives.WriteUInt64LittleEndian(space.AsSpan(0x14c), 0x000a3500_01abcdef);
        Assert.Equal("00-0a-35-00-01-ab-cd-ef", Read(space));
    }

    [Fact]
    public void A_chain_that_runs_in_a_circle_ends()
    {
        var space = new byte[4096];
        Capability(space, 0x100, 0x0001, next: 0x100);
        Assert.Null(Read(space));
    }

    [Fact]
    public void A_serial_number_that_nobody_wrote_counts_as_none()
    {
        var space = new byte[4096];
        Capability(space, 0x100, 0x0003, next: 0);
        Assert.Null(Read(space));
    }

    [Fact]
    public void Without_the_right_to_read_it_there_is_none() => Assert.Null(Read(new byte[64]));

    private static void Capability(byte[] space, int at, uint id, int next) =>
        BinaryPrimitives.WriteUInt32LittleEndian(space.AsSpan(at), id | (1u << 16) | ((uint)next << 20));

    private static string? Read(byte[] space)
    {
        using var tree = RecordedTree.Unpack("");
        File.WriteAllBytes(Path.Combine(tree.Root, "config"), space);
        return PciSerial.Read(new HostFiles(tree.Root), "");
    }
}
