using System.Collections.Concurrent;
using KubeDaq.NodeAgent.Checkpoint;
using KubeDaq.NodeAgent.Guarding;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class HandoverLogTests : IDisposable
{
    private static readonly PodRef First = new("np04", "first", "uid1");
    private static readonly PodRef Second = new("np04", "second", "uid2");

    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;
    private readonly FakeTimeProvider _time = new();
    private readonly Lines _log = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_handover_is_told_once_and_what_is_put_right_or_was_before_is_not()
    {
        var old = new Grant { Part = new("apa001"), Pods = [First], Since = _time.GetUtcNow() };
        var ledger = new GrantLedger(new CheckpointFile(Path.Combine(_folder, "grants.json")), new([old], IsComplete: true), _time);
        var telling = new HandoverLog(ledger, _log);
        var grant = new Grant { Part = new("apa002"), Pods = [First, Second], Since = _time.GetUtcNow() };
        ledger.Add(grant);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var running = telling.RunAsync(stop.Token);
        await Until.TrueAsync(() => _log.Count == 1);
        ledger.Correct(grants => [.. grants.Select(one => one with { Pods = [First] })]);
        _time.Advance(TimeSpan.FromSeconds(1));
        ledger.Add(grant with { Pods = [Second], Since = _time.GetUtcNow() });
        _time.Advance(TimeSpan.FromSeconds(1));
        await Until.TrueAsync(() => _log.Count == 2);
        Assert.Equal(
            [$"apa002 was handed over to pod {First} or {Second}", $"apa002 was handed over to pod {First} or {Second}"],
            _log.All);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    private sealed class Lines : ILogger
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public int Count => _lines.Count;

        public IEnumerable<string> All => _lines;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(formatter(state, exception));
    }
}
