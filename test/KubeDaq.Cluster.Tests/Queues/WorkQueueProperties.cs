using CsCheck;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Queues;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Queues;

public sealed class WorkQueueProperties
{
    private enum Act
    {
        Add,
        AddAfter,
        Fail,
        Take,
        Done,
        Pass,
    }

    private static readonly Gen<(Act Act, int Key, int Seconds)[]> Acts =
        Gen.Select(Gen.Enum<Act>(), Gen.Int[0, 3], Gen.Int[0, 20]).Array[1, 80];

    [Fact]
    public void A_wish_is_always_followed_by_a_look_and_no_name_is_ever_out_twice() => Acts.Sample(acts =>
    {
        using var model = new Model();
        foreach (var (act, key, seconds) in acts)
            model.Do(act, new ObjectName("np04", $"p{key}"), TimeSpan.FromSeconds(seconds));
        model.WorkOff();
        Assert.Empty(model.Wished);
    });

    [Fact]
    public Task Many_workers_never_have_the_same_name_and_miss_no_wish() => Gen.Int[0, 9].Array[50, 300].SampleAsync(
        async wishes =>
        {
            using var queue = new WorkQueue("test", TimeProvider.System);
            using var stop = new CancellationTokenSource();
            var now = new int[10];
            var wished = new int[10];
            var looked = new int[10];
            var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (true)
                {
                    var name = await queue.TakeAsync(stop.Token);
                    var key = int.Parse(name.Name);
                    Assert.Equal(1, Interlocked.Increment(ref now[key]));
                    Volatile.Write(ref looked[key], Volatile.Read(ref wished[key]));
                    await Task.Yield();
                    Interlocked.Decrement(ref now[key]);
                    queue.Done(name);
                }
            })).ToList();
            foreach (var key in wishes)
            {
                Interlocked.Increment(ref wished[key]);
                queue.Add(new ObjectName("np04", $"{key}"));
            }

            await Servers.Until.TrueAsync(() => looked.SequenceEqual(wished), "every wish is looked after");
            await stop.CancelAsync();
            foreach (var worker in workers)
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => worker);
        },
        iter: 20, threads: 1);

    /// <summary>The queue, and beside it what was wished since the last look at each name.</summary>
    private sealed class Model : IDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly WorkQueue _queue;
        private readonly HashSet<ObjectName> _out = [];

        public Model() => _queue = new WorkQueue("test", _time);

        public HashSet<ObjectName> Wished { get; } = [];

        public void Do(Act act, ObjectName key, TimeSpan time)
        {
            switch (act)
            {
                case Act.Add:
                    Wished.Add(key);
                    _queue.Add(key);
                    break;
                case Act.AddAfter:
                    Wished.Add(key);
                    _queue.AddAfter(key, time);
                    break;
                case Act.Fail:
                    Wished.Add(key);
                    _queue.AddFailed(key);
                    break;
                case Act.Take:
                    TryTake();
                    break;
                case Act.Done:
                    if (_out.Remove(key))
                        _queue.Done(key);
                    break;
                default:
                    _time.Advance(time);
                    break;
            }
        }

        public void WorkOff()
        {
            for (var i = 0; i < 20; i++)
            {
                _time.Advance(TimeSpan.FromMinutes(1));
                foreach (var key in _out.ToList())
                    Do(Act.Done, key, default);
                while (TryTake())
                {
                    foreach (var key in _out.ToList())
                        Do(Act.Done, key, default);
                }
            }
        }

        public void Dispose() => _queue.Dispose();

        private bool TryTake()
        {
            if (!_queue.TryTake(out var key))
                return false;
            Assert.True(_out.Add(key), $"{key} was handed out twice");
            Wished.Remove(key);
            return true;
        }
    }
}
