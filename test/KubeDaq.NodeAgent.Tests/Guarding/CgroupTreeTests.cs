using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class CgroupTreeTests : IDisposable
{
    private const string Uid = "0a1b2c3d-1111-2222-3333-444455556666";
    private readonly string _root = Directory.CreateTempSubdirectory("cgroup-").FullName;

    [Theory]
    [InlineData("kubepods/pod" + Uid)]
    [InlineData("kubepods/besteffort/pod" + Uid)]
    [InlineData("memory/kubepods/burstable/pod" + Uid)]
    [InlineData("pids/kubepods/pod" + Uid)]
    [InlineData("kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod0a1b2c3d_1111_2222_3333_444455556666.slice")]
    [InlineData("systemd/kubepods.slice/kubepods-pod0a1b2c3d_1111_2222_3333_444455556666.slice")]
    public void A_pod_lives_while_a_group_of_it_or_below_it_has_a_process(string path)
    {
        var container = Path.Combine(_root, "sys/fs/cgroup", path, "container");
        Directory.CreateDirectory(container);
        var tree = new CgroupTree(_root);
        Assert.False(tree.HasProcesses(Uid));
        File.WriteAllText(Path.Combine(container, "cgroup.procs"), "17\n");
        Assert.True(tree.HasProcesses(Uid));
        Assert.False(tree.HasProcesses("another"));
        File.WriteAllText(Path.Combine(container, "cgroup.procs"), "");
        Assert.False(tree.HasProcesses(Uid));
    }

    [Fact]
    public void A_group_that_cannot_be_read_counts_as_alive()
    {
        Directory.CreateDirectory(Path.Combine(_root, $"sys/fs/cgroup/kubepods/pod{Uid}/cgroup.procs"));
        Assert.True(new CgroupTree(_root).HasProcesses(Uid));
    }

    [Fact]
    public void Without_control_groups_nothing_is_known_to_live() => Assert.False(new CgroupTree("/nowhere").HasProcesses(Uid));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
