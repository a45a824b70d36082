using System.Text;

namespace KubeDaq.Sandbox.Logs;

/// <summary>Makes of rows of a log file what a client gets.</summary>
internal sealed class LogText(LogQuery query)
{
    private bool _atLineStart = true;
    private long _sent;

    /// <summary>Whether the client has all that it wanted.</summary>
    public bool IsFull => query.LimitBytes is { } limit && _sent >= limit;

    /// <summary>The rows that are wanted of those that are there.</summary>
    public IEnumerable<LogLine> Choose(IEnumerable<LogLine> lines)
    {
        var wanted = lines.Where(line => query.Since is not { } since || line.At >= since);
        return query.TailLines is { } tail ? Last(wanted, tail) : wanted;
    }

    /// <summary>The bytes of a row.</summary>
    public byte[] Write(LogLine line)
    {
        var text = new StringBuilder();
        if (_atLineStart && query.Timestamps)
            text.Append(line.Time).Append(' ');
        text.Append(line.Text);
        _atLineStart = line.Full;
        if (line.Full)
            text.Append('\n');
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (query.LimitBytes is { } limit && _sent + bytes.Length > limit)
            bytes = bytes[..(int)(limit - _sent)];
        _sent += bytes.Length;
        return bytes;
    }

    // Rows that belong to one line stay together.
    private static List<LogLine> Last(IEnumerable<LogLine> lines, int count)
    {
        var all = lines.ToList();
        var start = all.Count;
        var seen = 0;
        while (start > 0 && (seen < count || !all[start - 1].Full))
        {
            start--;
            if (start == 0 || all[start - 1].Full)
                seen++;
        }
        return count == 0 ? [] : all[start..];
    }
}
