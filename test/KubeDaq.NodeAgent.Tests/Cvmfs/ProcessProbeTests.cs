using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.Telemetry;

namespace KubeDaq.NodeAgent.Tests.Cvmfs;

public sealed class ProcessProbeTests
{
    private static readonly string Agent = Path.Combine(AppContext.BaseDirectory, "kubedaq-agent");
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly Gauges _gauges = new();
    private readonly ProcessProbe _probe;

    public ProcessProbeTests() => _probe = new ProcessProbe(Agent, _gauges, TimeProvider.System);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_with_something_in_it_answers() => Assert.Null(await _probe.ProbeAsync(AppContext.BaseDirectory, Long, Stop));

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_as_the_kernel_says_it() =>
        Assert.StartsWith("cannot be read: ", await _probe.ProbeAsync("/no/such/folder", Long, Stop), StringComparison.Ordinal);

    [Fact]
    public async Task An_empty_folder_is_no_repository()
    {
        var folder = Directory.CreateTempSubdirectory("kubedaq-empty-").FullName;
        Assert.Equal("is mounted and empty", await _probe.ProbeAsync(folder, Long, Stop));
        Directory.Delete(folder);
    }

    [Fact]
    public async Task A_mount_that_hangs_costs_one_process_and_no_thread_until_it_lets_go()
    {
        var (mount, why) = HungMount.Make();
        if (mount is null)
            Assert.Skip(why!);
        using (mount)
        {
            var began = TimeProvider.System.GetTimestamp();
            Assert.Equal("does not answer within 1.5 s", await _probe.ProbeAsync(mount.Folder, TimeSpan.FromSeconds(1.5), Stop));
            Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(5));

            // The process is beyond SIGKILL: no second one is started beside it, and others are looked at as ever.
            Assert.StartsWith("does not answer; the last look at it still hangs (process ", await _probe.ProbeAsync(mount.Folder, Long, Stop), StringComparison.Ordinal);
            Assert.Contains("kubedaq_agent_cvmfs_stuck_probes 1", _gauges.Text(), StringComparison.Ordinal);
            Assert.Null(await _probe.ProbeAsync(AppContext.BaseDirectory, Long, Stop));
        }

        await Until.TrueAsync(() => _probe.Hanging == 0);
    }
}
