using KubeDaq.Sandbox.Auditing;
using KubeDaq.Sandbox.Tests.Identity;

namespace KubeDaq.Sandbox.Tests.Auditing;

public sealed class AuditFileTests : IDisposable
{
    private static readonly string[] OldestFirst = [".2", ".1", ""];

    private readonly TemporaryFolder _folder = new();

    private string Log => System.IO.Path.Combine(_folder.Path, "audit.log");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void However_much_is_written_so_many_full_files_are_kept_and_the_newest_lines_are_there()
    {
        using (var file = new AuditFile(Log, 100, 2))
        {
            foreach (var number in Enumerable.Range(10, 90))
                file.Append(System.Text.Encoding.ASCII.GetBytes($"line number {number} of the log\n"));
        }
        Assert.Equal(["audit.log", "audit.log.1", "audit.log.2"], Directory.GetFiles(_folder.Path).Select(System.IO.Path.GetFileName).Order());
        Assert.All(Directory.GetFiles(_folder.Path), path => Assert.InRange(new FileInfo(path).Length, 1, 100));
        var lines = OldestFirst.SelectMany(number => File.ReadAllLines(Log + number)).ToList();
        Assert.Equal(Enumerable.Range(100 - lines.Count, lines.Count).Select(number => $"line number {number} of the log"), lines);
    }

    [Fact]
    public void It_goes_on_where_it_ended_and_only_its_owner_reads_it()
    {
        foreach (var line in new[] { "one\n", "two\n" })
        {
            using var file = new AuditFile(Log, 100, 2);
            file.Append(System.Text.Encoding.ASCII.GetBytes(line));
        }
        Assert.Equal(["one", "two"], File.ReadAllLines(Log));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Log));
    }
}
