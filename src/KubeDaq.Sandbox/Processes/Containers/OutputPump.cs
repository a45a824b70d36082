using System.Collections.Concurrent;
using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// Reads the output of all containers on one thread. .NET reads a pipe by blocking a thread of the pool for each, which a few hundred pods
/// would use up.
/// </summary>
internal sealed class OutputPump : IDisposable
{
    private readonly AnonymousPipeServerStream _wake = new(PipeDirection.Out);
    private readonly ConcurrentQueue<Source> _added = new();
    private readonly List<Source> _sources = [];
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Thread _thread;
    private volatile bool _stopped;

    public OutputPump()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "container output" };
        _thread.Start();
    }

    /// <summary>Hands all that comes from a pipe to <paramref name="take"/>, on the pump's thread; the task ends with the pipe.</summary>
    public Task ReadAsync(PipeStream pipe, Action<ReadOnlyMemory<byte>> take)
    {
        var source = new Source(pipe.SafePipeHandle, take);
        _added.Enqueue(source);
        Wake();
        return source.Ended.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopped = true;
        Wake();
        _thread.Join();
        _wake.Dispose();
    }

    private void Wake()
    {
        lock (_wake)
            _wake.WriteByte(1);
    }

    private void Work()
    {
        using var awake = _wake.ClientSafePipeHandle;
        while (!_stopped)
        {
            while (_added.TryDequeue(out var source))
                _sources.Add(source);
            var entries = Entries((int)awake.DangerousGetHandle());
            if (Libc.Poll(entries, (nuint)entries.Length, -1) < 0)
                continue;
            if (entries[^1].Found != 0)
                _ = Libc.Read(entries[^1].Descriptor, _buffer, (nuint)_buffer.Length);
            for (var i = entries.Length - 2; i >= 0; i--)
            {
                if (entries[i].Found != 0 && !_sources[i].Read(_buffer))
                    _sources.RemoveAt(i);
            }
        }
        _sources.ForEach(source => source.Ended.TrySetResult());
    }

    private Libc.PollEntry[] Entries(int awake)
    {
        var entries = new Libc.PollEntry[_sources.Count + 1];
        for (var i = 0; i < _sources.Count; i++)
            entries[i] = new() { Descriptor = _sources[i].Descriptor, Events = Libc.PollIn };
        entries[^1] = new() { Descriptor = awake, Events = Libc.PollIn };
        return entries;
    }

    private sealed class Source(SafeHandle handle, Action<ReadOnlyMemory<byte>> take)
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int Descriptor { get; } = (int)handle.DangerousGetHandle();

        /// <summary>False at the end.</summary>
        public bool Read(byte[] buffer)
        {
            var count = Libc.Read(Descriptor, buffer, (nuint)buffer.Length);
            if (count > 0)
            {
                Take(buffer.AsMemory(0, (int)count));
                return true;
            }
            handle.Dispose();
            Ended.TrySetResult();
            return false;
        }

        private void Take(ReadOnlyMemory<byte> bytes)
        {
            try
            {
                take(bytes);
            }
            catch (IOException)
            {
                // The disk is full: what the container says is lost, the container goes on.
            }
        }
    }
}
