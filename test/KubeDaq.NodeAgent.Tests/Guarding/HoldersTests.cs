using KubeDaq.Api;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class HoldersTests : IDisposable
{
    private static readonly CardPart Card = new("apa001");
    private static readonly PodRef Before = new("np04", "before", "uid1");
    private static readonly PodRef Next = new("np04", "next", "uid2");
    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;
    private readonly FakeTimeProvider _clock = new();
    private readonly DateTimeOffset _began = new FakeTimeProvider().GetUtcNow();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_card_whose_pod_is_gone_everywhere_is_over() => Assert.True(await IsOverAsync(pods: [], owners: []));

    [Fact]
    public async Task A_card_that_the_kubelet_has_in_its_books_for_another_living_pod_is_not_over()
    {
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(await IsOverAsync([Asking], [new(Card, "np04", "next", false)]));
    }

    [Fact]
    public async Task Books_that_name_a_pod_that_is_gone_do_not_keep_the_card() =>
        Assert.True(await IsOverAsync([], [new(Card, "np04", "next", false)]));

    [Fact]
    public async Task A_card_just_handed_over_that_another_pod_may_have_got_is_over_only_when_the_books_would_say_so()
    {
        Assert.False(await IsOverAsync([Asking], []));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await IsOverAsync([Asking], []));
    }

    [Fact]
    public async Task A_card_of_a_pod_whose_processes_live_is_not_over()
    {
        var cgroup = Directory.CreateDirectory(Path.Combine(_folder, "sys/fs/cgroup/kubepods/poduid1"));
        await File.WriteAllTextAsync(Path.Combine(cgroup.FullName, "cgroup.procs"), "4711\n", TestContext.Current.CancellationToken);
        Assert.False(await IsOverAsync([], []));
    }

    private static HostPod Asking => new(Next, null, new HashSet<string> { ApiGroup.ResourceName("apa001", null) }, false);

    private async Task<bool> IsOverAsync(IReadOnlyList<HostPod> pods, IReadOnlyList<KubeletOwner> owners)
    {
        var said = new Said(pods, owners);
        var holders = new Holders(said, said, new CgroupTree(_folder), _clock);
        return (await holders.OverAsync([new Grant { Part = Card, Pods = [Before], Since = _began }], TestContext.Current.CancellationToken)).Count == 1;
    }

    private sealed class Said(IReadOnlyList<HostPod> pods, IReadOnlyList<KubeletOwner> owners) : IHostPods, IKubeletOwners
    {
        public bool IsThere => true;

        public IReadOnlyList<HostPod>? Known => pods;

        Task<IReadOnlyList<HostPod>?> IHostPods.ReadAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<HostPod>?>(pods);

        Task<IReadOnlyList<KubeletOwner>?> IKubeletOwners.ReadAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<KubeletOwner>?>(owners);
    }
}
