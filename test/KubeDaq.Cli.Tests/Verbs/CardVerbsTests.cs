namespace KubeDaq.Cli.Tests.Verbs;

public sealed class CardVerbsTests(BareSandbox sandbox)
{
    private readonly Screen _screen = new();

    [Fact]
    public async Task Cards_tell_who_holds_what()
    {
        sandbox.HoldCard("verbs-apa101", "coldbox", 3);
        Assert.Equal(ExitCode.Done, await RunAsync("cards"));
        Assert.Matches("(?m)^verbs-apa101 +daq7 +Unknown +np04/coldbox +- +2026-11-24 14:02Z", _screen.Out);
    }

    [Fact]
    public async Task A_release_orders_the_end_of_just_this_hold_in_ones_own_name()
    {
        sandbox.HoldCard("verbs-apa102", "coldbox", 7);
        Assert.Equal(ExitCode.TimedOut, await RunAsync("release", "verbs-apa102", "--force", "--reason", "daq7 is off", "--timeout", "1s"));
        Assert.Contains("the operator did not act on it", _screen.Error);
        var order = sandbox.ReleaseOf("verbs-apa102")!;
        Assert.Equal(7, order["leaseNumber"]!.GetValue<int>());
        Assert.Equal("daq7 is off", order["reason"]!.GetValue<string>());
        Assert.NotEmpty(order["requestedBy"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_card_that_nobody_holds_cannot_be_released()
    {
        Assert.Equal(ExitCode.Error, await RunAsync("release", "apa003", "--force", "--reason", "r"));
        Assert.Contains("no partition holds card apa003", _screen.Error);
    }

    [Fact]
    public async Task Names_are_completed_from_the_cluster()
    {
        var line = $"kubedaq describe card --kubeconfig {sandbox.Kubeconfig} ";
        await _screen.RunAsync($"[suggest:{line.Length}]", line);
        Assert.Contains("apa001", _screen.Out.Split('\n'));
    }

    private Task<int> RunAsync(params string[] words) => _screen.RunAsync([.. words, "--kubeconfig", sandbox.Kubeconfig]);
}
