using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering;

namespace KubeDaq.NodeAgent.Tests.Guarding;

public sealed class BooksTests
{
    private static readonly CardPart Card = new("apa001");
    private static readonly PodRef First = new("np04", "first", "1");
    private static readonly PodRef Second = new("np04", "second", "2");

    [Fact]
    public void The_kubelet_says_which_of_the_pods_that_asked_has_the_card()
    {
        var grant = new Grant { Part = Card, Pods = [First, Second] };
        var settled = Books.Settle([grant], [new(Card, "np04", "second", false)], [], default, default);
        Assert.Equal([Second], Assert.Single(settled).Pods);
    }

    [Fact]
    public void Books_that_may_be_older_than_the_handover_take_no_pod_away()
    {
        var now = new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
        var grant = new Grant { Part = Card, Pods = [First, Second], Since = now };
        Assert.Same(grant, Assert.Single(Books.Settle([grant], [new(Card, "np04", "first", false)], [], now, now - TimeSpan.FromSeconds(5))));
    }

    [Fact]
    public void Owners_that_a_lost_checkpoint_has_forgotten_are_known_again_with_the_uids_of_their_pods()
    {
        var pods = new[] { new HostPod(First, null, new HashSet<string>(), false) };
        var settled = Books.Settle([], [new(Card, "np04", "first", false), new(new("apa002"), "np04", "claims", true)], pods, default, default);
        Assert.Equal([First], settled[0].Pods);
        Assert.Equal(("claims", "unknown"), (settled[1].Pods[0].Name, settled[1].Claim));
    }

    [Fact]
    public void What_the_kubelet_has_not_heard_of_yet_stays()
    {
        var grant = new Grant { Part = Card, Pods = [First, Second] };
        Assert.Same(grant, Assert.Single(Books.Settle([grant], [], [], default, default)));
    }

    [Fact]
    public void A_card_that_was_handed_over_in_the_name_of_the_pod_before_is_that_of_the_pod_in_the_kubelets_books()
    {
        var (gone, other) = (new Grant { Part = Card, Pods = [First] }, new Grant { Part = new("apa002"), Pods = [First] });
        var pods = new[] { new HostPod(Second, null, new HashSet<string>(), false) };
        var owners = new[] { new KubeletOwner(Card, "np04", "second", false), new KubeletOwner(other.Part, "np04", "second", false) };
        var corrected = Books.Correct([gone, other], [gone], owners, pods);
        Assert.Equal([Second], corrected[0].Pods);
        Assert.Same(other, corrected[1]);
    }

    [Fact]
    public void Books_that_name_the_right_pod_or_none_correct_nothing()
    {
        var (one, claimed) = (new Grant { Part = Card, Pods = [First] }, new Grant { Part = new("apa002"), Pods = [First], Claim = "c" });
        var owners = new[] { new KubeletOwner(Card, "np04", "first", false), new KubeletOwner(claimed.Part, "np04", "second", false) };
        Assert.Equal([one, claimed], Books.Correct([one, claimed], [one, claimed], owners, []));
        Assert.Equal([one, claimed], Books.Correct([one, claimed], [one, claimed], [], []));
    }
}
