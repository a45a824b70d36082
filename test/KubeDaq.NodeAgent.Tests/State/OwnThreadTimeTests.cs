using CsCheck;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class OwnThreadTimeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_waits_goes_on_on_its_thread()
    {
        using var time = new OwnThreadTime("own");
        await Task.Delay(Soon, time, Stop);
        Assert.Equal("own", Thread.CurrentThread.Name);
        await Task.Delay(Soon, time, Stop);
        Assert.Equal("own", Thread.CurrentThread.Name);
    }

    [Fact]
    public void Timers_run_in_the_order_in_which_they_are_due_however_they_were_set() =>
        Gen.Int[0, 20].Array[1, 12].Sample(dues =>
        {
            using var time = new OwnThreadTime("own");
            using var all = new CountdownEvent(dues.Length);
            var (set, ran) = (new List<(TimeSpan Earliest, TimeSpan Latest)>(), new List<int>());
            for (var i = 0; i < dues.Length; i++)
            {
                var (timer, due) = (i, TimeSpan.FromMilliseconds(2 * dues[i]));
                var earliest = time.GetElapsedTime(0) + due;
                time.CreateTimer(_ => Note(ran, all, timer), null, due, Never);
                set.Add((earliest, time.GetElapsedTime(0) + due));
            }

            Assert.True(all.Wait(TimeSpan.FromSeconds(5), Stop));
            foreach (var (before, after) in ran.Zip(ran.Skip(1)))
                Assert.True(set[before].Earliest <= set[after].Latest, $"{before} ran before {after}");
        }, iter: 30, threads: 1);

    [Fact]
    public async Task One_that_is_set_again_is_due_then_and_one_that_is_disposed_of_never()
    {
        using var time = new OwnThreadTime("own");
        var (late, gone) = (new TaskCompletionSource(), false);
        using var timer = time.CreateTimer(_ => late.SetResult(), null, TimeSpan.FromHours(1), Never);
        var disposed = time.CreateTimer(_ => gone = true, null, TimeSpan.FromMilliseconds(20), Never);
        await disposed.DisposeAsync();
        Assert.False(disposed.Change(Soon, Never));
        Assert.True(timer.Change(TimeSpan.FromMilliseconds(40), Never));
        await late.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Stop);
        Assert.False(gone);
    }

    [Fact]
    public async Task One_with_a_period_comes_again_until_it_is_set_to_nothing()
    {
        using var time = new OwnThreadTime("own");
        using var ticks = new PeriodicTimer(Soon, time);
        for (var tick = 0; tick < 5; tick++)
            Assert.True(await ticks.WaitForNextTickAsync(Stop));
        var count = 0;
        await using var timer = time.CreateTimer(_ => Interlocked.Increment(ref count), null, Soon, Soon);
        await Until.TrueAsync(() => Volatile.Read(ref count) >= 3);
        timer.Change(Never, Never);
        // What runs is run by one thread: after this wait the last call is over.
        await Task.Delay(Soon, time, Stop);
        var last = count;
        await Task.Delay(5 * Soon, time, Stop);
        Assert.Equal(last, count);
    }

    [Fact]
    public void Nothing_is_due_any_more_when_it_was_disposed_of()
    {
        var time = new OwnThreadTime("own");
        using var timer = time.CreateTimer(_ => Assert.Fail("it is over"), null, TimeSpan.FromHours(1), Never);
        time.Dispose();
        Assert.False(timer.Change(TimeSpan.Zero, Never));
    }

    private static void Note(List<int> ran, CountdownEvent all, int due)
    {
        ran.Add(due);
        all.Signal();
    }
}
