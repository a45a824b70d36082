namespace KubeDaq.Sandbox.Auditing;

/// <summary>The file of the audit log, for its owner only. A full one becomes FILE.1, that one FILE.2 and so on, and the oldest goes.</summary>
internal sealed class AuditFile(string path, long maxBytes, int kept) : IDisposable
{
    private FileStream? _stream;
    private long _length;

    /// <summary>Appends a line.</summary>
    public void Append(ReadOnlySpan<byte> line)
    {
        var stream = _stream ?? Open();
        if (_length > 0 && _length + line.Length > maxBytes)
        {
            Dispose();
            Rotate();
            stream = Open();
        }
        stream.Write(line);
        _length += line.Length;
    }

    /// <summary>Lets readers see what was appended.</summary>
    public void Flush() => _stream?.Flush();

    /// <summary>Closes it; the next line opens it again.</summary>
    public void Dispose()
    {
        var stream = _stream;
        _stream = null;
        stream?.Dispose();
    }

    private FileStream Open()
    {
        var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 1 << 16,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        _length = stream.Length;
        return _stream = stream;
    }

    private void Rotate()
    {
        for (var number = kept - 1; number > 0; number--)
        {
            if (File.Exists($"{path}.{number}"))
                File.Move($"{path}.{number}", $"{path}.{number + 1}", overwrite: true);
        }
        File.Move(path, $"{path}.1", overwrite: true);
    }
}
