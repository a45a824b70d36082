using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>Does a piece of reporting whenever the bell rings, again after a while when it failed, and now and then in any case.</summary>
internal sealed class Keeping(Bell bell, string what, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Resync = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task RunAsync(Func<CancellationToken, Task> report, CancellationToken stop)
    {
        var pause = FirstPause;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await report(stop);
                pause = FirstPause;
                await bell.WaitAsync(Resync, time, stop);
                // What changes together is told together.
                await Task.Delay(Gathering, time, stop);
            }
            catch (ApiFailure e)
            {
                ReportingLog.Failed(logger, what, e.Message, pause);
                await Task.Delay(pause, time, stop);
                pause = pause + pause < LongestPause ? pause + pause : LongestPause;
            }
        }
    }
}
