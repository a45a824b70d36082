using KubeDaq.NodeAgent.Program;

namespace KubeDaq.NodeAgent.Tests.Program;

public sealed class ProgramPagesTests
{
    private static readonly string[] Map =
    [
        "00400000-00bd8000 r-xp 00004000 fe:01 1310   /usr/bin/kubedaq-agent",
        "Size:               8032 kB",
        "Anonymous:             0 kB",
        "VmFlags: rd ex mr mw me",
        "00bd8000-0109c000 r--p 007d8000 fe:01 1310   /usr/bin/kubedaq-agent",
        "Anonymous:             8 kB",
        "0109c000-01685000 rw-p 00c9b000 fe:01 1310   /usr/bin/kubedaq-agent",
        "Anonymous:             0 kB",
        "7f13b6f00000-7f13b70ff000 r--p 00000000 00:00 0",
        "Anonymous:             0 kB",
        "7ffd5e1f2000-7ffd5e1f6000 r--p 00000000 00:00 0                          [vvar]",
        "Anonymous:             0 kB",
        "f8000000-f8200000 r--p 00000000 fe:01 99   /usr/lib/a library/libcrypto.so.3",
        "Anonymous:             0 kB",
    ];

    [Fact]
    public void What_is_as_in_its_file_and_cannot_be_written_is_let_go_and_nothing_else() =>
        Assert.Equal([((nuint)0x400000, (nuint)0x7d8000), ((nuint)0xf8000000, (nuint)0x200000)], ProgramPages.Unchanged(Map));

    [Fact]
    public void Lines_that_are_no_ranges_are_passed_over() =>
        Assert.Empty(ProgramPages.Unchanged(["", "zz-yy r--p 0 0 0 /a", "Anonymous: 0 kB", "5-5 r--p 0 0 0 /a", "Anonymous: 0 kB", "Anonymous:", "x r--p"]));

    [Fact]
    public void This_process_goes_on_after_its_own_pages_are_let_go()
    {
        ProgramPages.LetGo();
        Assert.NotEmpty(ProgramPages.Unchanged(File.ReadAllLines("/proc/self/smaps")));
    }
}
