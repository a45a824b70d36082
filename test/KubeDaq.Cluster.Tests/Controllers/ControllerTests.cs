using System.Collections.Concurrent;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Controllers;
using KubeDaq.Cluster.Queues;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Controllers;

public sealed class ControllerTests
{
    private static readonly ObjectName A = new("np04", "a");
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task It_waits_until_its_caches_are_synced()
    {
        var cache = new FakeCache();
        var looks = new Looks(_ => Reconciled.Done);
        await using var running = Run(looks, cache);
        cache.Tell(null, "a");
        Assert.Empty(looks.Names);
        cache.Sync();
        await Until.TrueAsync(() => looks.Names.Count == 1, "a look after the sync");
        cache.Tell("a", "b");
        await Until.TrueAsync(() => looks.Names.Count == 3, "a look at what was affected before and after");
    }

    [Fact]
    public async Task An_error_backs_off_and_is_never_dropped()
    {
        var looks = new Looks(count => count < 12 ? throw new InvalidOperationException("not yet") : Reconciled.Done);
        await using var running = Run(looks);
        running.Queue.Add(A);
        await Until.TrueAsync(() => looks.Names.Count == 12, "twelve attempts", () => _time.Advance(TimeSpan.FromSeconds(30)));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, running.Queue.Count);
    }

    [Fact]
    public async Task A_wish_to_look_again_is_kept()
    {
        var looks = new Looks(_ => Reconciled.After(TimeSpan.FromMinutes(1)));
        await using var running = Run(looks);
        running.Queue.Add(A);
        await Until.TrueAsync(() => looks.Names.Count == 1, "the first look");
        await Until.TrueAsync(() => looks.Names.Count == 3, "two more", () => _time.Advance(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Several_names_are_worked_on_at_a_time_and_one_name_by_one_worker()
    {
        var most = 0;
        var now = 0;
        var twice = false;
        var busy = new ConcurrentDictionary<ObjectName, bool>();
        var gate = new TaskCompletionSource();
        var reconciler = new Reconciler(async name =>
        {
            twice |= !busy.TryAdd(name, true);
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await gate.Task;
            Interlocked.Decrement(ref now);
            busy.TryRemove(name, out _);
            return Reconciled.Done;
        });
        await using var running = Run(reconciler);
        for (var i = 0; i < 30; i++)
            running.Queue.Add(new ObjectName("np04", $"p{i % 6}"));
        await Until.TrueAsync(() => Volatile.Read(ref now) == 4, "all four workers work");
        for (var i = 0; i < 6; i++)
            running.Queue.Add(new ObjectName("np04", $"p{i}"));
        gate.SetResult();
        await Until.TrueAsync(() => running.Queue.Count == 0 && Volatile.Read(ref now) == 0, "all is done");
        Assert.False(twice);
        Assert.Equal(4, most);
    }

    [Fact]
    public async Task A_stop_ends_the_work_in_hand_first()
    {
        var ended = false;
        var began = new TaskCompletionSource();
        var reconciler = new Reconciler(async name =>
        {
            began.SetResult();
            await Task.Yield();
            ended = true;
            return Reconciled.Done;
        });
        var running = Run(reconciler);
        running.Queue.Add(A);
        await began.Task;
        await running.DisposeAsync();
        Assert.True(ended);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value)
            Interlocked.CompareExchange(ref most, value, seen);
    }

    private Running Run(IReconciler reconciler, FakeCache? cache = null)
    {
        var queue = new WorkQueue("test", _time);
        var controller = new Controller(queue, reconciler, _time, NullLogger<Controller>.Instance);
        if (cache is not null)
            controller.On(cache, name => [new ObjectName("np04", name)]);
        return new Running(queue, controller);
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _task;

        public Running(WorkQueue queue, Controller controller)
        {
            Queue = queue;
            _task = controller.RunAsync(_stop.Token);
        }

        public WorkQueue Queue { get; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _task;
            _stop.Dispose();
            Queue.Dispose();
        }
    }

    private sealed class Reconciler(Func<ObjectName, Task<Reconciled>> act) : IReconciler
    {
        public Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop) => act(name);
    }

    private sealed class Looks(Func<int, Reconciled> answer) : IReconciler
    {
        public ConcurrentQueue<ObjectName> Names { get; } = new();

        public Task<Reconciled> ReconcileAsync(ObjectName name, CancellationToken stop)
        {
            Names.Enqueue(name);
            return Task.FromResult(answer(Names.Count));
        }
    }

    private sealed class FakeCache : IObjectCache<string>
    {
        private readonly TaskCompletionSource _synced = new();

        public event Action<string?, string?>? Changed;

        public Task Synced => _synced.Task;

        public void Sync() => _synced.SetResult();

        public void Tell(string? old, string? now) => Changed?.Invoke(old, now);

        public string? Get(ObjectName name) => null;

        public IReadOnlyCollection<string> List() => [];

        public IReadOnlyCollection<string> ByIndex(string index, string key) => [];
    }
}
