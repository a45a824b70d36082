namespace KubeDaq.Cli.Tests.Verbs;

public sealed class PartitionVerbsTests(BareSandbox sandbox)
{
    private const string Coldbox =
        """
        apiVersion: dune.daq/v1alpha1
        kind: Partition
        metadata: {name: coldbox}
        spec:
          applications:
          - name: readout
            cards: [{name: apa001}]
            template: {spec: {containers: [{name: r, image: i}]}}
        """;

    private readonly string _namespace = sandbox.NewNamespace();

    [Fact]
    public async Task A_file_applied_again_changes_nothing()
    {
        var file = sandbox.Write("coldbox.yaml", Coldbox);
        Assert.Equal("partition/coldbox created\n", (await DoneAsync("apply", "-f", file)).Out);
        Assert.Equal("partition/coldbox unchanged\n", (await DoneAsync("apply", "-f", file)).Out);
        var changed = sandbox.Write("coldbox.yaml", Coldbox.Replace("image: i", "image: j", StringComparison.Ordinal));
        Assert.Equal("partition/coldbox configured\n", (await DoneAsync("apply", "-f", changed)).Out);
    }

    [Fact]
    public async Task Who_asked_first_stays_the_person_behind_it()
    {
        var file = sandbox.Write("coldbox.yaml", Coldbox);
        await DoneAsync("apply", "-f", file, "--requested-by", "gcrone");
        await DoneAsync("apply", "-f", file);
        Assert.Contains(" gcrone ", (await DoneAsync("get", "partitions")).Out);
    }

    [Fact]
    public async Task A_file_without_a_state_does_not_restart_what_was_stopped()
    {
        var file = sandbox.Write("coldbox.yaml", Coldbox);
        await DoneAsync("apply", "-f", file);
        await DoneAsync("stop", "coldbox");
        await DoneAsync("apply", "-f", file);
        Assert.Contains("state: Stopped", (await DoneAsync("get", "partition", "coldbox", "-o", "yaml")).Out);
        await DoneAsync("start", "coldbox");
        Assert.Contains("state: Running", (await DoneAsync("get", "partition", "coldbox", "-o", "yaml")).Out);
    }

    [Fact]
    public async Task A_dry_run_leaves_no_trace()
    {
        Assert.Equal("partition/coldbox created (dry run)\n", (await DoneAsync("apply", "--dry-run", "-f", sandbox.Write("p.yaml", Coldbox))).Out);
        Assert.Contains("No partitions found", (await DoneAsync("get", "partitions")).Error);
    }

    [Fact]
    public async Task What_lies_in_another_namespace_than_said_is_refused()
    {
        var file = sandbox.Write("p.yaml", Coldbox.Replace("name: coldbox", "name: coldbox, namespace: elsewhere", StringComparison.Ordinal));
        Assert.Contains("is in namespace elsewhere", (await EndAsync(ExitCode.Usage, "apply", "-f", file)).Error);
    }

    [Fact]
    public async Task A_plan_shows_the_card_and_its_host_and_changes_nothing()
    {
        // Not apa001: the partitions of other tests are in line for it.
        var screen = await DoneAsync("plan", "-f", sandbox.Write("p.yaml", Coldbox.Replace("apa001", "apa002", StringComparison.Ordinal)));
        Assert.Contains("partition/coldbox would run", screen.Out);
        Assert.Matches("readout +coldbox-readout-0 +daq6 +apa002", screen.Out);
        Assert.Contains("No partitions found", (await DoneAsync("get", "partitions")).Error);
    }

    [Fact]
    public async Task A_plan_that_fails_ends_with_2()
    {
        var file = sandbox.Write("p.yaml", Coldbox.Replace("apa001", "apa999", StringComparison.Ordinal));
        Assert.Contains("apa999", (await EndAsync(ExitCode.NotRunning, "plan", "-f", file)).Out);
    }

    [Fact]
    public async Task Without_an_operator_waiting_ends_in_time_and_says_why()
    {
        await DoneAsync("apply", "-f", sandbox.Write("p.yaml", Coldbox));
        var screen = await EndAsync(ExitCode.TimedOut, "wait", "partition", "coldbox", "--for=Running", "--timeout", "1s");
        Assert.Contains("not seen by the operator", screen.Error);
    }

    [Fact]
    public async Task A_deleted_partition_is_gone()
    {
        await DoneAsync("apply", "-f", sandbox.Write("p.yaml", Coldbox));
        await DoneAsync("delete", "coldbox", "--wait", "--timeout", "20s");
        Assert.Contains("there is no partition coldbox", (await EndAsync(ExitCode.NotFound, "describe", "partition", "coldbox")).Error);
    }

    [Theory]
    [InlineData("start", "none"), InlineData("stop", "none"), InlineData("delete", "none"), InlineData("logs", "none"), InlineData("describe", "host", "none")]
    [InlineData("get", "card", "none"), InlineData("release", "none", "--force", "--reason", "r")]
    public async Task What_is_not_there_ends_with_3(params string[] words) =>
        Assert.StartsWith("error: there is no ", (await EndAsync(ExitCode.NotFound, words)).Error);

    private Task<Screen> DoneAsync(params string[] words) => EndAsync(ExitCode.Done, words);

    private async Task<Screen> EndAsync(int code, params string[] words)
    {
        var screen = new Screen();
        var ended = await screen.RunAsync([.. words, "-n", _namespace, "--kubeconfig", sandbox.Kubeconfig]);
        Assert.True(code == ended, $"{string.Join(' ', words)} ended with {ended}: {screen.Error}");
        return screen;
    }
}
