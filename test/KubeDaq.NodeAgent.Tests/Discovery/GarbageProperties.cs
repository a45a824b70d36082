using System.Text;
using CsCheck;
using KubeDaq.NodeAgent.Discovery.Drivers;

namespace KubeDaq.NodeAgent.Tests.Discovery;

/// <summary>Whatever stands in the host's files, discovery goes on.</summary>
public sealed class GarbageProperties
{
    private static readonly string[] Trees = ["one-endpoint", "two-endpoint", "vfio-nic", "wrong-probe-order", "character-device"];

    private static readonly Gen<byte[]> Junk = Gen.OneOf(
        Gen.Byte.Array[0, 200],
        Gen.String[0, 200].Select(Encoding.UTF8.GetBytes),
        OneOf("0x", "0xfffff", "-1", "99999999999999999999", "\0\0", "Number of devices detected = 9999999999", "FLX driver ", "  0 | 1 | 99999999999 |", "0x10dc\n0x10dc").Select(Encoding.UTF8.GetBytes));

    [Fact]
    public void Driver_reports_of_any_text_are_read() =>
        Gen.String[0, 2000].Sample(text =>
        {
            FlxReport.Parse(text);
            CmemReport.Parse(text);
        }, iter: 2000);

    [Fact]
    public void Pieces_of_real_reports_in_any_order_are_read()
    {
        var pieces = File.ReadAllText(TestFiles.Path("two-endpoint.tree")).Split(' ', '\n').Where(p => p.Length > 0).ToArray();
        OneOf(pieces).Array[0, 200].Sample(words => FlxReport.Parse(string.Join(' ', words)), iter: 500);
    }

    [Fact]
    public void Any_content_in_any_file_and_any_file_missing_never_stops_discovery() =>
        Gen.Select(OneOf(Trees), Gen.Int[0, 1000].Array[1, 8], Junk, Gen.Bool).Sample((name, places, junk, remove) =>
        {
            using var tree = RecordedTree.Load(name);
            var look = new Look(tree, "devices: [{name: xdma, class: xdma}]");
            look.Cards();
            Spoil(tree, places, junk, remove);
            foreach (var card in look.Cards())
                Assert.NotEmpty(card.Name);
        }, iter: 150);

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static void Spoil(RecordedTree tree, int[] places, byte[] junk, bool remove)
    {
        var files = Directory.EnumerateFiles(tree.Root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).ToArray();
        foreach (var place in places)
        {
            var file = files[place % files.Length];
            File.Delete(file);
            if (!remove)
                File.WriteAllBytes(file, junk);
        }
    }
}
