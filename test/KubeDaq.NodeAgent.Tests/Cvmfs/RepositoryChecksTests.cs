using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using KubeDaq.NodeAgent.Tests.Discovery;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.NodeAgent.Tests.Cvmfs;

public sealed class RepositoryChecksTests : IDisposable
{
    private const string Dune = "dunedaq.opensciencegrid.org";
    private const string Development = "dunedaq-development.opensciencegrid.org";
    private const string Mounts = """
        21 26 0:19 / /sys rw,nosuid shared:7 - sysfs sysfs rw
        97 26 0:45 / /cvmfs/dunedaq.opensciencegrid.org ro,nosuid,relatime shared:52 - fuse cvmfs2 ro,user_id=0
        98 26 0:46 / /mnt/with\040space rw - ext4 /dev/sdb1 rw
        """;

    private readonly RecordedTree _tree = RecordedTree.Unpack("");
    private readonly HostState _state = new();
    private readonly Gauges _gauges = new();
    private readonly GivenAnswers _probe = new();

    public RepositoryChecksTests() => _tree.Write("proc/1/mountinfo", Mounts);

    public void Dispose() => _tree.Dispose();

    [Fact]
    public async Task A_repository_that_is_mounted_and_answers_is_ready_and_one_that_is_not_mounted_is_not()
    {
        await CheckAsync();
        Assert.Equal(new RepositoryState(true, ""), _state.Repositories.Current![Dune]);
        Assert.Equal(new RepositoryState(false, $"nothing is mounted at /cvmfs/{Development}"), _state.Repositories.Current![Development]);
        Assert.Contains($"kubedaq_agent_cvmfs_ready{{repository=\"{Dune}\"}} 1", _gauges.Text(), StringComparison.Ordinal);
        Assert.Contains($"kubedaq_agent_cvmfs_ready{{repository=\"{Development}\"}} 0", _gauges.Text(), StringComparison.Ordinal);
        Assert.Equal([$"{_tree.Root}/cvmfs/{Dune}"], _probe.Asked);
    }

    [Fact]
    public async Task Below_autofs_a_look_mounts_the_repository()
    {
        _tree.Write("proc/1/mountinfo", "44 26 0:40 / /cvmfs rw,relatime shared:21 - autofs /etc/auto.cvmfs rw,fd=6\n");
        await CheckAsync();
        Assert.All(_state.Repositories.Current!.Values, r => Assert.True(r.Ready));
    }

    [Fact]
    public async Task A_repository_that_stops_answering_is_told_and_told_again_when_it_is_back()
    {
        await CheckAsync();
        _probe.Problem = "does not answer within 5 s";
        await CheckAsync();
        Assert.Equal(new RepositoryState(false, "does not answer within 5 s"), _state.Repositories.Current![Dune]);
        _probe.Problem = null;
        await CheckAsync();
        Assert.True(_state.Repositories.Current![Dune].Ready);
    }

    [Fact]
    public void The_mount_table_is_read_as_the_kernel_writes_it()
    {
        var mounts = MountTable.Parse(Mounts);
        Assert.Equal("fuse", mounts["/cvmfs/" + Dune]);
        Assert.Equal("ext4", mounts["/mnt/with space"]);
        Assert.Empty(MountTable.Parse("nonsense\n1 2 3 4\n- - - - - -"));
    }

    [Theory]
    [InlineData(Dune, "dune.daq/cvmfs-dunedaq.opensciencegrid.org")]
    [InlineData("a-repository-with-a-name-that-is-much-longer-than-labels-take.opensciencegrid.org", "dune.daq/cvmfs-a-repository-with-a-name-that-is-much-longer-tha-")]
    public void A_repository_is_a_valid_label(string repository, string start)
    {
        var key = RepositoryLabel.Key(repository);
        Assert.StartsWith(start, key, StringComparison.Ordinal);
        Assert.True(key.Length - "dune.daq/".Length <= 63);
    }

    private Task CheckAsync()
    {
        var rule = new CvmfsRule { Repositories = [Dune, Development] };
        var checks = new RepositoryChecks(rule, new HostFiles(_tree.Root), _probe, _state, _gauges, TimeProvider.System, NullLogger<RepositoryChecks>.Instance);
        return checks.CheckAsync(TestContext.Current.CancellationToken);
    }

    private sealed class GivenAnswers : IRepositoryProbe
    {
        public List<string> Asked { get; } = [];

        public string? Problem { get; set; }

        public Task<string?> ProbeAsync(string folder, TimeSpan deadline, CancellationToken stop)
        {
            lock (Asked)
                Asked.Add(folder);
            return Task.FromResult(Problem);
        }
    }
}
