using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Pods;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Processes.Pods;

public sealed class KubeletTests
{
    [Fact]
    public async Task A_pod_runs_and_its_status_says_so()
    {
        await using var host = new OneHost();
        host.Create("sleeper", "{containers: [{name: main, image: registry/x:1, command: [sleep, '1000']}]}");
        var status = await host.UntilPhaseAsync("sleeper", "Running");
        Assert.Equal("127.0.102.2", status.Text("hostIP"));
        Assert.StartsWith("127.11.0.", status.Text("podIP"), StringComparison.Ordinal);
        Assert.Equal("BestEffort", status.Text("qosClass"));
        Assert.All(["PodScheduled", "Initialized", "ContainersReady", "Ready", "PodReadyToStartContainers"], type => Assert.Equal("True", Conditions.Of(host.Pod("sleeper"), type)));
        var container = host.Container("sleeper");
        Assert.True(container.Flag("ready"));
        Assert.Equal("registry/x:1", container.Text("image"));
        await Until.TrueAsync(() => host.Reasons().Order(StringComparer.Ordinal).SequenceEqual(["Created", "Started"]));
    }

    [Theory]
    [InlineData("exit 0", "Succeeded", 0, "Completed")]
    [InlineData("exit 3", "Failed", 3, "Error")]
    [InlineData("kill -9 $$$$", "Failed", 137, "Error")]
    public async Task A_pod_that_is_not_restarted_ends_with_its_container(string script, string phase, int code, string reason)
    {
        await using var host = new OneHost();
        host.Create("once", $"{{restartPolicy: Never, containers: [{{name: main, command: [sh, -c, '{script}']}}]}}");
        await host.UntilPhaseAsync("once", phase);
        var terminated = host.Container("once").At("state", "terminated");
        Assert.Equal((code, reason), ((int)terminated.Number("exitCode")!.Value, terminated.Text("reason")));
        Assert.Equal("False", Conditions.Of(host.Pod("once"), "Ready"));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_told_and_tried_again_with_back_off()
    {
        await using var host = new OneHost();
        host.Create("typo", "{containers: [{name: main, command: [nosuch]}]}");
        await Until.TrueAsync(() => host.Container("typo").Text("state", "waiting", "reason") == "CrashLoopBackOff");
        var last = host.Container("typo").At("lastState", "terminated");
        Assert.Equal((128, "StartError"), ((int)last.Number("exitCode")!.Value, last.Text("reason")));
        Assert.EndsWith("exec: \"nosuch\": executable file not found in $PATH", last.Text("message"), StringComparison.Ordinal);
        Assert.StartsWith("back-off 10s restarting failed container=main pod=typo_np04(", host.Container("typo").Text("state", "waiting", "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_without_command_waits_with_the_engine_s_words()
    {
        await using var host = new OneHost();
        host.Create("empty", "{containers: [{name: main, image: registry/x:1}]}");
        await Until.TrueAsync(() => host.Container("empty").Text("state", "waiting", "reason") == "CreateContainerError");
        Assert.EndsWith("no command specified", host.Container("empty").Text("state", "waiting", "message"), StringComparison.Ordinal);
        Assert.Equal("Pending", host.Status("empty").Text("phase"));
    }

    [Fact]
    public async Task A_container_that_ends_is_restarted_and_keeps_how_it_ended()
    {
        await using var host = new OneHost(new BackOffTimes(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(10)));
        host.Create("crash", "{containers: [{name: main, command: [sh, -c, 'echo last words > /dev/termination-log; exit 2']}]}");
        await Until.TrueAsync(() => host.Container("crash").Number("restartCount") >= 3);
        Assert.Equal("last words\n", host.Container("crash").Text("lastState", "terminated", "message"));
        Assert.Equal("Running", host.Status("crash").Text("phase"));
    }

    [Fact]
    public async Task Deleting_a_pod_ends_its_process_by_SIGTERM_and_then_removes_the_object_and_its_folder()
    {
        await using var host = new OneHost();
        var uid = host.Create("victim", "{terminationGracePeriodSeconds: 30, containers: [{name: main, command: [sleep, '1000']}]}").Uid();
        await host.UntilPhaseAsync("victim", "Running");
        host.MarkDeleted("victim", 30);
        await Until.TrueAsync(() => host.Pod("victim") is null && !Directory.Exists(host.Folders.Pod(uid)));
        Assert.Contains("Killing", host.Reasons());
    }

    [Fact]
    public async Task What_does_not_want_to_end_is_killed_when_its_time_is_over()
    {
        await using var host = new OneHost();
        host.Create("stubborn", "{containers: [{name: main, command: [sh, -c, \"trap '' TERM; echo up; while :; do sleep 0.1; done\"]}]}");
        await Until.TrueAsync(() => host.Pod("stubborn") is not null && host.Log("stubborn") == "up");
        host.MarkDeleted("stubborn", 1);
        await Until.TrueAsync(() => host.Pod("stubborn") is null);
    }

    [Fact]
    public async Task Init_containers_run_first_in_order_and_a_sidecar_runs_beside()
    {
        await using var host = new OneHost();
        host.Create("steps", """
            {restartPolicy: Never, volumes: [{name: work, emptyDir: {}}],
             initContainers: [
               {name: one, command: [sh, -c, 'echo one >> /work/log'], volumeMounts: [{name: work, mountPath: /work}]},
               {name: side, restartPolicy: Always, command: [sleep, '1000']},
               {name: two, command: [sh, -c, 'echo two >> /work/log'], volumeMounts: [{name: work, mountPath: /work}]}],
             containers: [{name: main, command: [cat, /work/log], volumeMounts: [{name: work, mountPath: /work}]}]}
            """);
        await host.UntilPhaseAsync("steps", "Succeeded");
        Assert.Equal("one\ntwo", host.Log("steps"));
        await Until.TrueAsync(() => host.Status("steps").Maps("initContainerStatuses").Single(one => one.Text("name") == "side").At("state", "terminated") is not null);
    }

    [Fact]
    public async Task A_failing_init_container_keeps_the_others_from_starting()
    {
        await using var host = new OneHost();
        host.Create("stuck", "{restartPolicy: Never, initContainers: [{name: one, command: ['false']}], containers: [{name: main, command: ['true']}]}");
        await host.UntilPhaseAsync("stuck", "Failed");
        Assert.Equal("PodInitializing", host.Container("stuck").Text("state", "waiting", "reason"));
    }

    [Fact]
    public async Task A_pod_past_its_deadline_fails()
    {
        await using var host = new OneHost();
        host.Create("late", "{activeDeadlineSeconds: 1, containers: [{name: main, command: [sleep, '1000']}]}");
        var status = await host.UntilPhaseAsync("late", "Failed");
        Assert.Equal("DeadlineExceeded", status.Text("reason"));
        await Until.TrueAsync(() => host.Container("late").Number("state", "terminated", "exitCode") == 143);
    }
}
