namespace KubeDaq.Sandbox.Processes.Probes;

/// <summary>Asks again and again, and tells when the answer has changed for good.</summary>
internal static class ProbeLoop
{
    /// <summary>Runs a probe until <paramref name="told"/> has heard enough or <paramref name="stop"/>.</summary>
    /// <param name="probe">The probe.</param>
    /// <param name="ask">Does it once; null means well, else the reason.</param>
    /// <param name="failed">Hears of every single failure.</param>
    /// <param name="told">Hears of as many equal answers in a row as the probe wants: true well, false not; says whether to go on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task RunAsync(
        Probe probe, Func<CancellationToken, Task<string?>> ask, Action<string> failed, Func<bool, bool> told, TimeProvider time, CancellationToken stop)
    {
        await Task.Delay(probe.InitialDelay, time, stop);
        using var timer = new PeriodicTimer(probe.Period, time);
        var well = 0;
        var ill = 0;
        do
        {
            var problem = await ask(stop);
            well = problem is null ? well + 1 : 0;
            ill = problem is null ? 0 : ill + 1;
            if (problem is not null)
                failed(problem);
            if (well == probe.SuccessThreshold && !told(true))
                return;
            if (ill == probe.FailureThreshold && !told(false))
                return;
        }
        while (await timer.WaitForNextTickAsync(stop));
    }
}
