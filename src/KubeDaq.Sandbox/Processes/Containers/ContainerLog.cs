using System.Globalization;
using System.Text;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>Writes a container's output to a file as container engines do: time, stream, whether the line is full, the line.</summary>
internal sealed class ContainerLog : IDisposable
{
    private const int LongestLine = 16 * 1024;

    private readonly TimeProvider _time;
    private readonly FileStream _file;
    private readonly Dictionary<string, MemoryStream> _begun = [];

    public ContainerLog(string path, TimeProvider time)
    {
        _time = time;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
    }

    /// <summary>Adds what came out of a stream (<c>stdout</c>, <c>stderr</c>).</summary>
    public void Write(string stream, ReadOnlySpan<byte> bytes)
    {
        lock (_file)
        {
            if (!_begun.TryGetValue(stream, out var begun))
                _begun[stream] = begun = new();
            using var rows = new MemoryStream();
            while (!bytes.IsEmpty)
                bytes = bytes[TakePart(stream, begun, bytes, rows)..];
            _file.Write(rows.GetBuffer(), 0, (int)rows.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_file)
        {
            using var rows = new MemoryStream();
            foreach (var (stream, begun) in _begun.Where(pair => pair.Value.Length > 0))
                WriteRow(stream, "P", begun, rows);
            if (_file.CanWrite)
                _file.Write(rows.GetBuffer(), 0, (int)rows.Length);
            _file.Dispose();
        }
    }

    private int TakePart(string stream, MemoryStream begun, ReadOnlySpan<byte> bytes, MemoryStream rows)
    {
        var end = bytes.IndexOf((byte)'\n');
        var room = LongestLine - (int)begun.Length;
        var length = Math.Min(end < 0 ? bytes.Length : end, room);
        begun.Write(bytes[..length]);
        if (end >= 0 && end == length)
        {
            WriteRow(stream, "F", begun, rows);
            return length + 1;
        }
        if (begun.Length >= LongestLine)
            WriteRow(stream, "P", begun, rows);
        return length;
    }

    private void WriteRow(string stream, string tag, MemoryStream begun, MemoryStream rows)
    {
        var now = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture);
        rows.Write(Encoding.ASCII.GetBytes($"{now} {stream} {tag} "));
        begun.WriteTo(rows);
        rows.WriteByte((byte)'\n');
        begun.SetLength(0);
    }
}
