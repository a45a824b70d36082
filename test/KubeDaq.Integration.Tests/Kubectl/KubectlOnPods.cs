using System.Diagnostics;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Kubectl;

/// <summary>The real kubectl on pods that run.</summary>
public sealed class KubectlOnPods(TestCluster cluster) : IAsyncLifetime
{
    private string _ns = "";

    public async ValueTask InitializeAsync()
    {
        TestCluster.NeedsKubectl();
        TestCluster.NeedsProcesses();
        _ns = await cluster.NamespaceAsync("pods");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Logs_follow_until_the_pod_ends()
    {
        await RunAsync("talker", "for i in 1 2 3; do echo fragment $i; sleep 0.2; done", "Never");
        (await KubectlAsync("wait", "pod/talker", "--for=jsonpath={.status.phase}=Succeeded", "--timeout=30s")).Succeeded();
        Assert.Equal("fragment 1\nfragment 2\nfragment 3\n", (await KubectlAsync("logs", "-f", "talker")).Succeeded().Out);
        Assert.Equal("fragment 3\n", (await KubectlAsync("logs", "--tail=1", "talker")).Succeeded().Out);
    }

    [Fact]
    public async Task Describe_tells_node_events_and_state()
    {
        await RunAsync("described", "sleep 300", "Always");
        (await KubectlAsync("wait", "pod/described", "--for=condition=Ready", "--timeout=30s")).Succeeded();
        var text = (await KubectlAsync("describe", "pod", "described")).Succeeded().Out;
        Assert.Matches(@"Node:\s+daq\d", text);
        Assert.Matches(@"State:\s+Running", text);
        Assert.Contains("Scheduled", text);
        (await KubectlAsync("delete", "pod", "described", "--grace-period=1")).Succeeded();
    }

    [Fact]
    public async Task Get_watch_shows_a_pod_come_and_go()
    {
        using var watch = Process.Start(Command.StartInfo(
            Executables.Kubectl!, ["-n", _ns, "get", "pods", "-w", "--no-headers"], new Dictionary<string, string> { ["KUBECONFIG"] = cluster.Kubeconfig }))!;
        try
        {
            await RunAsync("passer", "sleep 300", "Always");
            var seen = await ReadUntilAsync(watch, line => line.Contains("Running", StringComparison.Ordinal));
            Assert.Contains(seen, line => line.StartsWith("passer", StringComparison.Ordinal));
            (await KubectlAsync("delete", "pod", "passer", "--grace-period=1", "--wait=false")).Succeeded();
            await ReadUntilAsync(watch, line => line.Contains("Terminating", StringComparison.Ordinal));
        }
        finally
        {
            watch.Kill();
        }
    }

    [Fact]
    public async Task A_command_that_does_not_exist_gives_the_state_that_a_kubelet_gives()
    {
        await ApplyPodAsync("missing", """["no-such-program"]""", "Never");
        var state = await Eventually.Async(
            async () => (await KubectlAsync("get", "pod", "missing", "-o", "jsonpath={.status.containerStatuses[0].state}")).Out,
            text => text.Contains("StartError", StringComparison.Ordinal), "StartError");
        Assert.Contains("\"exitCode\":128", state);
        Assert.Contains("executable file not found in $PATH", state);
    }

    [Fact]
    public async Task A_deployment_rolls_out()
    {
        (await KubectlAsync("create", "deployment", "web", "--image=none", "--replicas=2", "--", "sleep", "300")).Succeeded();
        Assert.Contains("successfully rolled out", (await KubectlAsync("rollout", "status", "deployment/web", "--timeout=40s")).Succeeded().Out);
        (await KubectlAsync("scale", "deployment", "web", "--replicas=0")).Succeeded();
        (await KubectlAsync("wait", "--for=delete", "pod", "-l", "app=web", "--timeout=40s")).Succeeded();
    }

    private static async Task<List<string>> ReadUntilAsync(Process process, Func<string, bool> last)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        List<string> lines = [];
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            lines.Add(line);
            if (last(line)) return lines;
        }

        throw new InvalidOperationException("the watch ended: " + string.Join('\n', lines));
    }

    private Task RunAsync(string name, string script, string restart) => ApplyPodAsync(name, $"""["sh", "-c", "{script}"]""", restart);

    private async Task ApplyPodAsync(string name, string command, string restart) =>
        (await cluster.KubectlWithInputAsync(
            $$"""
            apiVersion: v1
            kind: Pod
            metadata: {name: {{name}}}
            spec:
              restartPolicy: {{restart}}
              containers:
              - name: main
                image: none
                command: {{command}}
            """, "apply", "-n", _ns, "-f", "-")).Succeeded();

    private Task<Command> KubectlAsync(params string[] arguments) => cluster.KubectlAsync(["-n", _ns, .. arguments]);
}
