using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Checkpoint;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class HandoverTests : IDisposable
{
    private static readonly Requester First = new(new("np04", "first", "uid1"), null);
    private static readonly Requester Second = new(new("np04", "second", "uid2"), null);
    private readonly string _folder = Directory.CreateTempSubdirectory("daq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_pod_that_nobody_has_heard_of_is_not_taken_for_the_one_that_has_the_card()
    {
        var (state, pods) = (new HostState(), new Heard());
        state.Cards.Set(new Dictionary<string, HostCard> { ["apa001"] = TestCards.Apa001 });
        var cgroup = Directory.CreateDirectory(Path.Combine(_folder, "sys/fs/cgroup/kubepods/poduid1"));
        await File.WriteAllTextAsync(Path.Combine(cgroup.FullName, "cgroup.procs"), "4711\n", TestContext.Current.CancellationToken);
        var ledger = new GrantLedger(new CheckpointFile(Path.Combine(_folder, "grants.json")), new([], IsComplete: true), TimeProvider.System);
        var handover = new Handover(state, ledger, new(pods, pods, new CgroupTree(_folder), TimeProvider.System), pods, TimeProvider.System);
        Assert.Null(await handover.GiveAsync(new("apa001"), new Asking([First], [First]), null, TestContext.Current.CancellationToken));
        Assert.Null(await handover.GiveAsync(new("apa001"), new Asking([First], [First]), null, TestContext.Current.CancellationToken));

        var refusal = await handover.GiveAsync(new("apa001"), new Asking([First], [Second]), null, TestContext.Current.CancellationToken);
        Assert.Equal(Refusal.InUse, refusal?.Reason);
    }

    private sealed class Asking(IReadOnlyList<Requester> known, IReadOnlyList<Requester> now) : IRequesters
    {
        public IReadOnlyList<Requester> Known => known;

        public Task<IReadOnlyList<Requester>> ReadAsync(CancellationToken stop) => Task.FromResult(now);
    }

    /// <summary>API server and kubelet have forgotten all pods.</summary>
    private sealed class Heard : IHostPods, IKubeletOwners, ICardRecords
    {
        public bool IsThere => true;

        IReadOnlyList<HostPod>? IHostPods.Known => [];

        Task<IReadOnlyList<HostPod>?> IHostPods.ReadAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<HostPod>?>([]);

        Task<IReadOnlyList<KubeletOwner>?> IKubeletOwners.ReadAsync(CancellationToken stop) => Task.FromResult<IReadOnlyList<KubeletOwner>?>([]);

        ReadoutCard? ICardRecords.Known(string card) => new();

        Task<ReadoutCard?> ICardRecords.ReadAsync(string card, CancellationToken stop) => Task.FromResult<ReadoutCard?>(new());
    }
}
