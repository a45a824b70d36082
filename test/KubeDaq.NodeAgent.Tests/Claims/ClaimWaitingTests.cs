using KubeDaq.Kubelet.Dra;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;
using KubeDaq.NodeAgent.Tests.Kubelets;

namespace KubeDaq.NodeAgent.Tests.Claims;

/// <summary>A kubelet that is told no asks again only after a minute or more, so what may pass is waited for.</summary>
public sealed class ClaimWaitingTests
{
    private static readonly TimeSpan KubeletsPatience = TimeSpan.FromSeconds(45);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_that_comes_before_the_cards_are_found_waits_for_them()
    {
        await using var host = await StartAsync();
        var preparing = Driver(host).PrepareWithinAsync(KubeletsPatience, host.Claim("first"), Stop);
        await Until.TrueAsync(() => host.Api.Asked.Any(path => path.Contains("resourceclaims", StringComparison.Ordinal)));
        Assert.False(preparing.IsCompleted);
        host.Record("apa001", new());
        host.Change(TestCards.Apa001);
        Assert.Equal("", (await preparing).Error);
    }

    [Fact]
    public async Task A_claim_waits_for_an_API_server_that_does_not_answer()
    {
        await using var host = await StartAsync(TestCards.Apa001);
        var claim = host.Claim("first");
        host.Api.IsUp = false;
        var preparing = Driver(host).PrepareWithinAsync(KubeletsPatience, claim, Stop);
        await Until.TrueAsync(() => host.Api.Asked.Any(path => path.Contains("resourceclaims", StringComparison.Ordinal)));
        Assert.False(preparing.IsCompleted);
        host.Api.IsUp = true;
        Assert.Equal("", (await preparing).Error);
    }

    [Fact]
    public async Task A_claim_waits_until_the_pod_before_is_gone_and_people_are_told_once()
    {
        await using var host = await StartAsync(TestCards.Apa001);
        var (first, second) = (host.Claim("first"), host.Claim("second"));
        Assert.Equal("", (await Driver(host).PrepareAsync(first, Stop)).Error);
        var preparing = Driver(host).PrepareWithinAsync(KubeletsPatience, second, Stop);
        await Until.TrueAsync(() => host.Events.Noted.Any(one => one.Reason == "CardInUse" && one.Subject.Name == "second"));
        await Driver(host).UnprepareAsync(first, Stop);
        Assert.Equal("", (await preparing).Error);
        Assert.Single(host.Events.Noted, one => one.Subject.Name == "second");
    }

    [Fact]
    public async Task A_claim_that_is_gone_and_a_kubelet_that_gives_up_soon_are_answered_at_once()
    {
        await using var host = await StartAsync(TestCards.Apa001);
        var gone = new Claim { Namespace = "np04", Name = "gone", Uid = "uid" };
        Assert.Contains("could not be read", (await Driver(host).PrepareWithinAsync(KubeletsPatience, gone, Stop)).Error, StringComparison.Ordinal);
        var claim = host.Claim("first");
        host.Api.IsUp = false;
        Assert.Contains("could not be read", (await Driver(host).PrepareWithinAsync(TimeSpan.FromSeconds(5), claim, Stop)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_that_ends_answers_the_calls_that_are_under_way()
    {
        await using var host = await StartAsync(TestCards.Apa001);
        var claim = host.Claim("first");
        host.Api.IsUp = false;
        var preparing = Driver(host).PrepareWithinAsync(KubeletsPatience, claim, Stop);
        await Until.TrueAsync(() => host.Api.Asked.Any(path => path.Contains("resourceclaims", StringComparison.Ordinal)));
        await host.StopAgentAsync();
        Assert.Contains("could not be read", (await preparing).Error, StringComparison.Ordinal);
    }

    private static DriverFound Driver(OneHost host) => host.Kubelet.Watcher.Driver("cards.dune.daq")!;

    private static async Task<OneHost> StartAsync(params HostCard[] cards)
    {
        var host = new OneHost();
        await host.Kubelet.StartAsync();
        host.StartAgent(OfferMode.Dra, cards);
        await Until.TrueAsync(() => host.Kubelet.Watcher.Driver("cards.dune.daq") is not null);
        return host;
    }
}
