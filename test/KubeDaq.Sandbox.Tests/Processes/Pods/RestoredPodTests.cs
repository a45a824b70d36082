using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Processes.Pods;

/// <summary>Pods that ran when the sandbox ended, after it is started again.</summary>
public sealed class RestoredPodTests
{
    private const string WasRunning = "{phase: Running, containerStatuses: [{name: main, restartCount: 4, containerID: 'sandbox://old', state: {running: {startedAt: '2026-11-24T07:00:00Z'}}, lastState: {}}]}";

    [Fact]
    public async Task A_pod_that_is_always_restarted_runs_again_and_counts_it()
    {
        await using var host = new OneHost(before: objects => Put(objects, "Always"));
        await Until.TrueAsync(() => host.Container("kept").At("state", "running") is not null && host.Container("kept").Number("restartCount") == 5);
        Assert.Equal(137, host.Container("kept").Number("lastState", "terminated", "exitCode"));
    }

    [Fact]
    public async Task A_pod_that_is_never_restarted_has_failed()
    {
        await using var host = new OneHost(before: objects => Put(objects, "Never"));
        await host.UntilPhaseAsync("kept", "Failed");
        Assert.Equal("ContainerStatusUnknown", host.Container("kept").Text("state", "terminated", "reason"));
    }

    private static void Put(IObjects objects, string policy)
    {
        objects.TryCreate(Kinds.Pods, "np04", TestObjects.Parse(
            $"{{apiVersion: v1, kind: Pod, metadata: {{name: kept}}, spec: {{nodeName: daq2, restartPolicy: {policy}, containers: [{{name: main, image: x, command: [sleep, '1000']}}]}}}}"));
        objects.Update(Kinds.Pods, "np04", "kept", pod =>
        {
            pod["status"] = TestObjects.Parse(WasRunning);
            return true;
        }, "status");
    }
}
