using System.Text;
using CsCheck;
using KubeDaq.NodeAgent.Checkpoint;
using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Tests.Checkpoint;

public sealed class CheckpointTests : IDisposable
{
    private static readonly IReadOnlyList<Grant> Some =
    [
        new() { Part = new("apa001"), Pods = [new("np04", "readout", "1")], Since = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) },
        new() { Part = new("apa002", "data0"), Pods = [new("np04", "a", "2"), new("np04", "b", "3")], Claim = "c" },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "grants.json");

    [Fact]
    public void What_was_written_is_read()
    {
        var file = new CheckpointFile(Path);
        file.Save(Some);
        var content = file.Load();
        Assert.True(content.IsComplete);
        Assert.Equal(CheckpointFormat.Write(Some), CheckpointFormat.Write(content.Grants));
        Assert.Equal(("data0", "c", 2), (content.Grants[1].Part.Unit, content.Grants[1].Claim, content.Grants[1].Pods.Count));
    }

    [Fact]
    public void Any_changed_byte_and_any_lost_end_is_noticed() => Gen.Select(Gen.Int[0, CheckpointFormat.Write(Some).Length - 1], Gen.Byte, Gen.Bool).Sample((at, value, cut) =>
    {
        var bytes = CheckpointFormat.Write(Some);
        if (!cut && bytes[at] == value)
            return;
        var damaged = cut ? bytes[..at] : [.. bytes[..at], value, .. bytes[(at + 1)..]];
        Assert.Throws<FormatException>(() => CheckpointFormat.Read(damaged));
    }, iter: 5_000);

    [Fact]
    public void An_unreadable_one_is_moved_aside_and_never_overwritten()
    {
        foreach (var text in new[] { "first", "second" })
        {
            File.WriteAllText(Path, text);
            var content = new CheckpointFile(Path).Load();
            Assert.False(content.IsComplete);
            Assert.Empty(content.Grants);
            Assert.False(File.Exists(Path));
        }
        new CheckpointFile(Path).Save(Some);
        Assert.Equal(["first", "second"], Directory.GetFiles(_folder, "*.unreadable-*").Order().Select(File.ReadAllText));
    }

    [Fact]
    public void One_of_a_newer_version_is_not_guessed_at()
    {
        var text = Encoding.UTF8.GetString(CheckpointFormat.Write(Some));
        File.WriteAllText(Path, text.Replace("kubedaq-grants 1", "kubedaq-grants 2", StringComparison.Ordinal));
        var content = new CheckpointFile(Path).Load();
        Assert.Contains("it has version 2, and this agent reads version 1", content.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_crash_in_the_middle_of_writing_left_does_no_harm()
    {
        var file = new CheckpointFile(Path);
        file.Save(Some);
        File.WriteAllText(Path + ".new", "half");
        Assert.True(file.Load().IsComplete);
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
