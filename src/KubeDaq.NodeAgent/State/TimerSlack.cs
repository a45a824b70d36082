using System.Runtime.InteropServices;

namespace KubeDaq.NodeAgent.State;

/// <summary>How late the kernel may wake up a thread that waits for a time, so that it wakes up together with others: see prctl(2), PR_SET_TIMERSLACK.</summary>
internal static partial class TimerSlack
{
    private const int SetTimerSlack = 29;

    [ThreadStatic]
    private static TimeSpan _own;

    /// <summary>Says it of the calling thread. A kernel that does not know of it wakes the thread up in time.</summary>
    public static void Set(TimeSpan slack)
    {
        if (slack == _own)
            return;
        _own = slack;
        _ = Control(SetTimerSlack, (nuint)slack.TotalNanoseconds);
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int operation, nuint value);
}
