using System.Text;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>Splits what comes out of a container: the first line is process 1's word on the start, the rest is the application's.</summary>
internal sealed class ContainerOutput(ContainerLog log)
{
    private readonly TaskCompletionSource<string> _start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<byte>? _line = [];

    /// <summary>The first line; empty when none came.</summary>
    public Task<string> Start => _start.Task;

    /// <summary>Takes what came from standard output.</summary>
    public void TakeOut(ReadOnlyMemory<byte> bytes)
    {
        if (_line is not null)
            bytes = TakeStart(bytes);
        if (!bytes.IsEmpty)
            log.Write("stdout", bytes.Span);
    }

    /// <summary>Takes what came from standard error.</summary>
    public void TakeError(ReadOnlyMemory<byte> bytes) => log.Write("stderr", bytes.Span);

    /// <summary>Nothing more will come.</summary>
    public void End() => _start.TrySetResult("");

    private ReadOnlyMemory<byte> TakeStart(ReadOnlyMemory<byte> bytes)
    {
        var end = bytes.Span.IndexOf((byte)'\n');
        var line = _line!;
        line.AddRange(bytes.Span[..(end < 0 ? bytes.Length : end)]);
        if (end < 0)
            return default;
        _start.TrySetResult(Encoding.UTF8.GetString(line.ToArray()));
        _line = null;
        return bytes[(end + 1)..];
    }
}
