using System.Globalization;
using System.Runtime.InteropServices;

namespace KubeDaq.NodeAgent.Program;

/// <summary>
/// The pages of the program and its libraries that are as they are in their files. The start touches most of them and the agent's work few;
/// those let go stay in the kernel's cache, which can take them when it needs room, and come back from there when they are touched.
/// </summary>
internal static partial class ProgramPages
{
    private const string Map = "/proc/self/smaps";
    private const int DontNeed = 4; // MADV_DONTNEED

    /// <summary>Lets all of them go.</summary>
    public static void LetGo()
    {
        if (!File.Exists(Map))
            return;
        foreach (var (begin, length) in Unchanged(File.ReadAllLines(Map)))
            _ = Advise(begin, length, DontNeed);
    }

    /// <summary>The ranges that are mapped from a file, cannot be written, and of which no page was changed before (as those of relocated data were).</summary>
    /// <param name="map">The lines of <c>/proc/PID/smaps</c>, see proc_pid_smaps(5).</param>
    public static IEnumerable<(nuint Begin, nuint Length)> Unchanged(IEnumerable<string> map)
    {
        (nuint, nuint)? range = null;
        foreach (var line in map)
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields is [var addresses, { Length: 4 } rights, _, _, _, ..])
                range = rights[..2] == "r-" && fields is [_, _, _, _, _, ['/', ..], ..] ? Range(addresses) : null;
            else if (fields is ["Anonymous:", "0", ..] && range is { } unchanged)
                yield return unchanged;
        }
    }

    private static (nuint Begin, nuint Length)? Range(string addresses) =>
        addresses.Split('-') is [var first, var last] && Address(first) is { } begin && Address(last) is { } end && end > begin ? (begin, end - begin) : null;

    private static nuint? Address(string text) => nuint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var address) ? address : null;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint begin, nuint length, int advice);
}
