using KubeDaq.Sandbox.Processes.Containers;

namespace KubeDaq.Sandbox.Tests.Processes.Containers;

public sealed class ContainerEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    [Fact]
    public async Task A_container_runs_its_command_with_just_its_environment_and_its_exit_code_comes_back()
    {
        var spec = fixture.Spec("sh", "-c", "echo one; echo two >&2; echo \"$GREETING\"; echo \"$UNKNOWN\"; pwd; exit 3") with
        {
            WorkingFolder = "/usr",
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin", ["GREETING"] = "a b  c", ["dotted.name"] = "1" },
        };
        var (code, output) = await fixture.RunAsync(spec);
        Assert.Equal(3, code);
        Assert.Equal(["/usr", "a b  c", "one", "two"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(spec.Folder));
    }

    [Fact]
    public async Task Every_word_arrives_as_it_is_and_none_can_be_read_from_a_command_line()
    {
        var spec = fixture.Spec("sh", "-c", "printf '%s|' \"$@\" \"$SECRET\"; cat /proc/1/cmdline | tr '\\0' ' ' | grep -c sesame", "x", "it's", "a $HOME \"b\" `c`", "two\nlines", "") with
        {
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin", ["SECRET"] = "sesame's \"word\"" },
        };
        var (_, output) = await fixture.RunAsync(spec);
        Assert.Equal("it's|a $HOME \"b\" `c`|two\nlines||sesame's \"word\"|0", output);
    }

    [Fact]
    public async Task A_command_without_handlers_ends_by_SIGTERM_with_143()
    {
        var container = await fixture.Engine.StartAsync(fixture.Spec("sleep", "1000"));
        container.Terminate();
        var exit = await container.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(143, exit.Code);
    }

    [Fact]
    public async Task A_command_with_a_handler_ends_as_it_wants()
    {
        var spec = fixture.Spec("sh", "-c", "trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done");
        var container = await fixture.Engine.StartAsync(spec);
        await EngineFixture.UntilAsync(() => EngineFixture.Output(spec).Contains("ready", StringComparison.Ordinal));
        container.Terminate();
        var exit = await container.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal((7, "ready\nbye"), (exit.Code, EngineFixture.Output(spec)));
    }

    [Fact]
    public async Task Kill_ends_the_whole_tree_even_what_ran_away()
    {
        var spec = fixture.Spec("sh", "-c", "trap '' TERM; setsid sleep 987654 & sleep 987654; wait");
        var container = await fixture.Engine.StartAsync(spec);
        await EngineFixture.UntilAsync(() => Sleepers() == 2);
        container.Terminate();
        container.Kill();
        var exit = await container.Exited.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal((137, 0), (exit.Code, Sleepers()));
    }

    [Fact]
    public async Task When_the_command_ends_its_background_processes_end_too()
    {
        var (code, _) = await fixture.RunAsync(fixture.Spec("sh", "-c", "setsid sleep 987653 & exit 0"));
        Assert.Equal((0, 0), (code, Sleepers("987653")));
    }

    [Fact]
    public async Task A_mount_appears_where_the_machine_has_no_such_folder_and_not_on_the_machine()
    {
        var volume = fixture.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(volume, "token"), "secret", TestContext.Current.CancellationToken);
        var spec = fixture.Spec("sh", "-c", "cat /var/run/secrets/kubernetes.io/serviceaccount/token /run/secrets/kubernetes.io/serviceaccount/token; cat '/etc/kube daq/x/token'; ls /etc/hostname; touch /etc/kubedaq-never 2>/dev/null; cat /nowhere/deep/token; (echo a > /nowhere/deep/b) 2>/dev/null || echo refused") with
        {
            Mounts =
            [
                new(volume, "/var/run/secrets/kubernetes.io/serviceaccount"), new(volume, "/etc/kube daq/x"), new(volume, "/nowhere/deep", ReadOnly: true),
            ],
        };
        var (code, output) = await fixture.RunAsync(spec);
        Assert.Equal((0, "secretsecretsecret/etc/hostname\nsecretrefused"), (code, output));
        Assert.False(Path.Exists("/run/secrets/kubernetes.io"));
        Assert.False(Path.Exists("/nowhere"));
        Assert.False(Path.Exists("/etc/kube daq"));
        Assert.False(Path.Exists("/etc/kubedaq-never"));
    }

    [Fact]
    public async Task A_container_sees_its_own_device_and_no_other()
    {
        var device = Path.Combine(fixture.NewFolder(), "apa001");
        await File.WriteAllTextAsync(device, "card", TestContext.Current.CancellationToken);
        var spec = fixture.Spec("sh", "-c", "cat /dev/flx0; echo x > /dev/null; ls /dev | tr '\\n' ' '; ls /dev/shm | wc -l") with { Mounts = [new(device, "/dev/flx0")] };
        var (code, output) = await fixture.RunAsync(spec);
        Assert.Equal((0, "cardfd flx0 full null ptmx pts random shm stderr stdin stdout tty urandom zero 0"), (code, output));
    }

    [Fact]
    public async Task It_sees_only_its_own_processes()
    {
        var (_, output) = await fixture.RunAsync(fixture.Spec("sh", "-c", "for p in /proc/[0-9]*; do cat $p/comm; done"));
        Assert.True(output.Split('\n').Length <= 3, output);
    }

    [Fact]
    public async Task A_further_command_runs_inside()
    {
        var spec = fixture.Spec("sleep", "1000") with { Mounts = [new(fixture.NewFolder(), "/inside")] };
        var container = await fixture.Engine.StartAsync(spec);
        var (code, output) = await fixture.Engine.ExecAsync(container, ["sh", "-c", "ls -d /inside; echo $PATH; exit 4"], TestContext.Current.CancellationToken);
        container.Kill();
        await container.Exited;
        Assert.Equal((4, "/inside\n/usr/bin:/bin\n"), (code, output));
    }

    [Theory]
    [InlineData("nosuch", "StartError", "exec: \"nosuch\": executable file not found in $PATH")]
    [InlineData("/no/such", "StartError", "exec: \"/no/such\": stat /no/such: no such file or directory")]
    [InlineData("/etc/passwd", "StartError", "exec: \"/etc/passwd\": permission denied")]
    [InlineData(null, "CreateContainerError", "no command specified")]
    public async Task What_cannot_be_started_is_told_as_a_container_engine_tells_it(string? command, string reason, string message)
    {
        var exception = await Assert.ThrowsAsync<ContainerStartException>(() => fixture.Engine.StartAsync(fixture.Spec(command is null ? [] : [command])));
        Assert.Equal(reason, exception.Reason);
        Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_a_volume_is_found()
    {
        var volume = fixture.NewFolder();
        var program = Path.Combine(volume, "hello");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho from volume\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var spec = fixture.Spec("hello") with
        {
            Mounts = [new(volume, "/opt/never/bin")],
            Environment = new Dictionary<string, string> { ["PATH"] = "/opt/never/bin:/usr/bin" },
        };
        Assert.Equal((0, "from volume"), await fixture.RunAsync(spec));
    }

    [Fact]
    public async Task A_hundred_containers_start_at_once()
    {
        var runs = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => fixture.RunAsync(fixture.Spec("echo", $"{number}"))));
        Assert.Equal(Enumerable.Range(0, 100).Select(number => (0, $"{number}")), runs);
    }

    private static int Sleepers(string seconds = "987654") => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Count(folder => CommandLine(folder).StartsWith($"sleep\0{seconds}", StringComparison.Ordinal));

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
