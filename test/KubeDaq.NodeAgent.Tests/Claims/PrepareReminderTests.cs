using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Tests.Hosts;

namespace KubeDaq.NodeAgent.Tests.Claims;

/// <summary>A kubelet whose call failed asks again only after a minute or more, or when the pod is changed.</summary>
public sealed class PrepareReminderTests
{
    private const string Own = """{"metadata":{},"spec":{"resourceClaims":[{"name":"card","resourceClaimName":"pod"}]},"status":{"phase":"Pending" """;

    [Theory]
    [InlineData(Own + "}}")]
    [InlineData("""{"metadata":{},"spec":{"resourceClaims":[{"name":"card","resourceClaimTemplateName":"t"}]},"status":{"phase":"Pending","resourceClaimStatuses":[{"name":"card","resourceClaimName":"pod"}]}}""")]
    [InlineData("""{"metadata":{},"spec":{},"status":{"phase":"Pending","extendedResourceClaimStatus":{"resourceClaimName":"pod"}}}""")]
    [InlineData(Own + ""","conditions":[{"type":"PodReadyToStartContainers","status":"False"}],"containerStatuses":[{"name":"main","state":{"waiting":{"reason":"ContainerCreating"}},"lastState":{}}]}}""")]
    public async Task A_pod_that_waits_is_touched_whenever_the_kubelet_takes_the_driver(string json)
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Claim("pod");
        kubelet.Put("pod", json);
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("pod") is not null);
        var first = kubelet.Reminder("pod");
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("pod") != first);
    }

    [Theory]
    [InlineData("""{"metadata":{},"spec":{"resourceClaims":[{"name":"card","resourceClaimName":"pod"}]},"status":{"phase":"Running"}}""")]
    [InlineData("""{"metadata":{"deletionTimestamp":"2026-11-24T14:02:00Z"},"spec":{"resourceClaims":[{"name":"card","resourceClaimName":"pod"}]},"status":{"phase":"Pending"}}""")]
    [InlineData(Own + ""","conditions":[{"type":"PodReadyToStartContainers","status":"True"}]}}""")]
    [InlineData(Own + ""","containerStatuses":[{"name":"main","state":{"running":{}}}]}}""")]
    [InlineData(Own + ""","initContainerStatuses":[{"name":"first","state":{"terminated":{}}}]}}""")]
    [InlineData(Own + ""","containerStatuses":[{"name":"main","state":{"waiting":{}},"lastState":{"terminated":{}}}]}}""")]
    [InlineData("""{"metadata":{},"spec":{},"status":{"phase":"Pending"}}""")]
    [InlineData("""{"metadata":{},"spec":{"resourceClaims":[{"name":"card","resourceClaimName":"no-such-claim"}]},"status":{"phase":"Pending"}}""")]
    public async Task A_pod_that_has_begun_or_ends_or_waits_for_no_claim_is_not_touched(string json)
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Claim("pod");
        kubelet.Put("pod", json);
        await AllButAsync(kubelet, "pod");
    }

    [Theory]
    [InlineData("apa001", "gpu.example.com", OneHost.Node)]
    [InlineData("apa001", "cards.dune.daq", "daq3")]
    [InlineData("apa009", "cards.dune.daq", OneHost.Node)]
    public async Task A_pod_that_waits_for_another_driver_host_or_card_is_not_touched(string device, string driver, string pool)
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Pod("pod", device, driver, pool);
        await AllButAsync(kubelet, "pod");
    }

    [Fact]
    public async Task A_new_pod_of_the_same_name_is_not_touched()
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Pod("pod");
        kubelet.Pod("last");
        // Once the pods are read, and before the first is written.
        kubelet.Api.Before = call =>
        {
            if (call.Method != HttpMethod.Patch)
                return;
            kubelet.Api.Before = _ => { };
            kubelet.Put("pod", """{"metadata":{},"spec":{},"status":{"phase":"Pending"}}""");
        };
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("last") is not null);
        Assert.Null(kubelet.Reminder("pod"));
    }

    [Fact]
    public async Task What_becomes_available_later_touches_those_who_wait_for_it_and_nobody_again()
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Maintain("apa002", true);
        kubelet.Pod("first");
        kubelet.Pod("second", RemindedKubelet.OtherCard);
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("first") is not null);
        Assert.Null(kubelet.Reminder("second"));
        var once = kubelet.Reminder("first");
        kubelet.Clock.Advance(TimeSpan.FromMinutes(5));
        kubelet.Maintain("apa002", false);
        await Until.TrueAsync(() => kubelet.Reminder("second") is not null);
        Assert.Equal(once, kubelet.Reminder("first"));
    }

    [Fact]
    public async Task A_card_that_is_well_again_touches_those_who_wait_for_it()
    {
        await using var kubelet = new RemindedKubelet();
        Change(kubelet, TestCards.Apa001 with { Health = TestCards.Broken });
        kubelet.Pod("first");
        await AllButAsync(kubelet, "first");
        Change(kubelet, TestCards.Apa001);
        await Until.TrueAsync(() => kubelet.Reminder("first") is not null);
    }

    [Fact]
    public async Task A_role_that_does_not_allow_it_is_asked_once_and_the_next_time_again()
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Pod("first");
        kubelet.Pod("last");
        Refuse(kubelet, ("first", 403), ("last", 500));
        kubelet.Register();
        await AfterAWhileAsync(kubelet, () => Asked(kubelet, "last") > 2);
        Assert.Equal(1, Asked(kubelet, "first"));
        kubelet.Api.Before = _ => { };
        await AfterAWhileAsync(kubelet, () => kubelet.Reminder("last") is not null);
        Assert.Null(kubelet.Reminder("first"));
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("first") is not null);
    }

    [Fact]
    public async Task Only_what_the_API_server_failed_at_is_tried_again()
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Pod("first");
        kubelet.Pod("last");
        Refuse(kubelet, ("first", 500));
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("last") is not null);
        var once = kubelet.Reminder("last");
        kubelet.Api.Before = _ => { };
        await AfterAWhileAsync(kubelet, () => kubelet.Reminder("first") is not null);
        Assert.Equal(once, kubelet.Reminder("last"));
    }

    [Fact]
    public async Task An_API_server_that_does_not_answer_is_asked_until_it_does()
    {
        await using var kubelet = new RemindedKubelet();
        kubelet.Pod("first");
        kubelet.Api.IsUp = false;
        kubelet.Register();
        await AfterAWhileAsync(kubelet, () => kubelet.Api.Asked.Count > 2);
        kubelet.Api.IsUp = true;
        await AfterAWhileAsync(kubelet, () => kubelet.Reminder("first") is not null);
    }

    // Those that wait are touched one after the other, so when the last one is, this one has been passed over.
    private static async Task AllButAsync(RemindedKubelet kubelet, string pod)
    {
        kubelet.Pod("last", RemindedKubelet.OtherCard);
        kubelet.Register();
        await Until.TrueAsync(() => kubelet.Reminder("last") is not null);
        Assert.Null(kubelet.Reminder(pod));
    }

    private static Task AfterAWhileAsync(RemindedKubelet kubelet, Func<bool> holds) => Until.TrueAsync(() =>
    {
        kubelet.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return holds();
    });

    private static void Refuse(RemindedKubelet kubelet, params (string Pod, int Code)[] refusals) => kubelet.Api.Before = call =>
    {
        foreach (var (_, code) in refusals.Where(one => call.Path == RemindedKubelet.Path(one.Pod)))
            throw new ApiFailure(code, "", "no");
    };

    private static int Asked(RemindedKubelet kubelet, string pod) => kubelet.Api.Asked.Count(path => path == RemindedKubelet.Path(pod));

    private static void Change(RemindedKubelet kubelet, HostCard card) =>
        kubelet.State.Cards.Change(cards => new Dictionary<string, HostCard>(cards!) { [card.Name] = card });
}
