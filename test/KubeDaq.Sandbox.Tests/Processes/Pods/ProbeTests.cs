using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Tests.Processes.Pods;

public sealed class ProbeTests
{
    [Fact]
    public async Task A_container_is_ready_when_its_probe_says_so()
    {
        await using var host = new OneHost();
        host.Create("slow", "{volumes: [{name: w, emptyDir: {}}], containers: [{name: main, command: [sh, -c, 'sleep 0.5; touch /w/ok; sleep 1000'], volumeMounts: [{name: w, mountPath: /w}], readinessProbe: {exec: {command: [test, -e, /w/ok]}, periodSeconds: 1}}]}");
        await host.UntilPhaseAsync("slow", "Running");
        Assert.False(host.Container("slow").Flag("ready"));
        await Until.TrueAsync(() => host.Container("slow").Flag("ready"));
        await Until.TrueAsync(() => host.Reasons().Contains("Unhealthy"));
    }

    [Fact]
    public async Task A_container_that_fails_its_liveness_probe_is_restarted()
    {
        await using var host = new OneHost();
        host.Create("dead", "{terminationGracePeriodSeconds: 1, containers: [{name: main, command: [sleep, '1000'], livenessProbe: {tcpSocket: {port: 9}, periodSeconds: 1, failureThreshold: 1}}]}");
        await Until.TrueAsync(() => host.Container("dead").Number("restartCount") >= 1);
        Assert.Equal(143, host.Container("dead").Number("lastState", "terminated", "exitCode"));
    }
}
