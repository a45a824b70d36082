using System.Globalization;

namespace KubeDaq.Sandbox.Logs;

/// <summary>One row of a container's log file.</summary>
/// <param name="Time">When, as written.</param>
/// <param name="Full">Whether a line ends here; else it goes on in the next row.</param>
/// <param name="Text">What was put out.</param>
internal readonly record struct LogLine(string Time, bool Full, string Text)
{
    /// <summary>Reads a row: time, stream, F or P, text.</summary>
    public static LogLine? Parse(string row) => row.Split(' ', 4) is [var time, _, var tag, var text] ? new(time, tag == "F", text) : null;

    /// <summary>All rows of a file, none when it is missing.</summary>
    public static IEnumerable<LogLine> ReadAll(string path) => File.Exists(path) ? File.ReadLines(path).Select(Parse).OfType<LogLine>() : [];

    /// <summary>When, as a time.</summary>
    public DateTimeOffset At => DateTimeOffset.TryParse(Time, CultureInfo.InvariantCulture, out var at) ? at : default;
}
