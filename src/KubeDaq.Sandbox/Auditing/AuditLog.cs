using System.Buffers;
using System.Threading.Channels;
using KubeDaq.Sandbox.Http.Seams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Sandbox.Auditing;

/// <summary>
/// Who did it: a line for every request that is told. Requests only put their events into a queue; they wait where it is full, so that nothing is lost.
/// </summary>
internal sealed class AuditLog : IAsyncDisposable
{
    private const int Queued = 8192;
    private const long FileBytes = 16L << 20;
    private const int KeptFiles = 3;

    private readonly Channel<AuditEvent> _events = Channel.CreateBounded<AuditEvent>(new BoundedChannelOptions(Queued) { SingleReader = true });
    private readonly string _path;
    private readonly AuditFile _file;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Task _writing;
    private bool _fails;

    /// <summary>Goes on with the log of a folder.</summary>
    public AuditLog(string folder, TimeProvider time, ILogger log)
    {
        _path = Path.Combine(folder, "audit.log");
        _file = new(_path, FileBytes, KeptFiles);
        (_time, _log) = (time, log);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Begins to gather what is to be told of a request.</summary>
    public RequestAudit Begin(HttpContext context, RequestInfo info)
    {
        var audit = new RequestAudit(context, info, _time.GetUtcNow());
        if (AuditRules.RunsLong(info))
            context.Response.OnStarting(() => TellAsync(audit, AuditEvent.ResponseStarted, context.Response.StatusCode).AsTask());
        return audit;
    }

    /// <summary>Tells how a request ended.</summary>
    public ValueTask EndAsync(RequestAudit audit, int code) =>
        TellAsync(audit, audit.User is null ? AuditEvent.ResponseStarted : AuditEvent.ResponseComplete, code);

    /// <summary>Writes the rest.</summary>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _writing;
        Try(_file.Dispose);
    }

    private async ValueTask TellAsync(RequestAudit audit, string stage, int code)
    {
        if (!AuditRules.Tells(audit.Info))
            return;
        try
        {
            await _events.Writer.WriteAsync(new(audit, stage, code, _time.GetUtcNow()));
        }
        catch (ChannelClosedException)
        {
            // The server has stopped, and this request was cut off.
        }
    }

    private async Task WriteAllAsync()
    {
        var line = new ArrayBufferWriter<byte>(4096);
        while (await _events.Reader.WaitToReadAsync())
            Try(() => WriteWaiting(line));
    }

    private void WriteWaiting(ArrayBufferWriter<byte> line)
    {
        while (_events.Reader.TryRead(out var told))
        {
            line.ResetWrittenCount();
            AuditLine.Write(line, told);
            _file.Append(line.WrittenSpan);
        }
        _file.Flush();
        _fails = false;
    }

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (!_fails)
                _log.AuditFailed(_path, error.Message);
            _fails = true;
        }
    }
}
