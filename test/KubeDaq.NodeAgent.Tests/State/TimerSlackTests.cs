using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Tests.State;

public sealed class TimerSlackTests
{
    [Fact]
    public void The_kernel_may_wake_up_the_thread_that_says_so_that_much_later()
    {
        Assert.Equal("4000000000", OnItsOwnThread(() => TimerSlack.Set(TimeSpan.FromSeconds(4))));
        Assert.Equal(OnItsOwnThread(() => { }), OnItsOwnThread(() => { }));
    }

    [Fact]
    public void The_last_word_of_a_thread_counts() => Assert.Equal("7000000", OnItsOwnThread(() =>
    {
        TimerSlack.Set(TimeSpan.FromSeconds(4));
        TimerSlack.Set(TimeSpan.FromMilliseconds(7));
    }));

    private static string OnItsOwnThread(Action set)
    {
        var slack = "";
        var thread = new Thread(() =>
        {
            set();
            // A link to PID/task/TID.
            var own = Path.GetFileName(new FileInfo("/proc/thread-self").LinkTarget);
            slack = File.ReadAllText($"/proc/{own}/timerslack_ns").Trim();
        });
        thread.Start();
        thread.Join();
        return slack;
    }
}
