using System.Diagnostics;
using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>A change of the policies is one step: at no moment is there neither the old set nor the new one.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessChanges(TestCluster cluster)
{
    private const int Connections = 4;
    private const int PodsPerSecond = 200;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(12);
    private static readonly JsonObject FitsBoth = Stage.Pod("a", """{"hostNetwork": true}""");
    private static readonly JsonObject FitsNone = Stage.Pod("a", """{"hostNetwork": true, "hostPID": true, "hostIPC": true}""");
    private static readonly JsonObject FitsOne = Stage.Pod("a", """{"hostNetwork": true, "hostPID": true}""");

    [Fact]
    public async Task While_a_policy_changes_no_pod_is_admitted_that_both_versions_deny_and_none_denied_that_both_admit()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("changing", new() { ["hostNetwork"] = true, ["hostPID"] = true });
        await stage.GrantAsync("a", policy);
        await stage.UntilAdmittedAsync(FitsOne);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var senders = Enumerable.Range(0, Connections).Select(number => SendAsync(stage, number, end.Token)).ToList();
        var changes = await ChangeAsync(stage, policy);
        await end.CancelAsync();
        var tallies = await Task.WhenAll(senders);

        var wrong = tallies.SelectMany(tally => tally.Wrong).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
        var rate = tallies.Sum(tally => tally.Pods) / Duration.TotalSeconds;
        TestContext.Current.SendDiagnosticMessage($"{changes} changes, {rate:0} pods a second, {tallies.Sum(tally => tally.Seen.Count)} verdicts seen of the one that changes");
        Assert.True(rate >= PodsPerSecond * 0.9, $"only {rate:0} pods a second");
        Assert.Contains(tallies, tally => tally.Seen.Count == 2);
    }

    /// <summary>Changes the policy to and fro, each time when the change before is in force.</summary>
    private static async Task<int> ChangeAsync(Stage stage, string policy)
    {
        var watch = Stopwatch.StartNew();
        var changes = 0;
        for (; watch.Elapsed < Duration; changes++)
        {
            var spec = new JsonObject { ["hostPID"] = changes % 2 == 1, ["hostIPC"] = changes % 2 == 0 };
            await stage.Api.MergePatchAsync($"{Stage.Policies}/{policy}", new JsonObject { ["spec"] = spec });
            await stage.ConditionAsync(policy, "Enforced", "Enforced");
        }

        return changes;
    }

    private static async Task<Tally> SendAsync(Stage stage, int number, CancellationToken end)
    {
        using var api = new ApiServer(stage.Cluster.Kubeconfig);
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        for (var i = number; !end.IsCancellationRequested; i++)
        {
            await PaceAsync(watch, tally.Pods);
            var pod = (i % 3) switch { 0 => FitsBoth, 1 => FitsNone, _ => FitsOne };
            var answer = await api.TryAsync(HttpMethod.Post, $"{stage.Pods}?dryRun=All", pod);
            tally.Pods++;
            if (pod == FitsOne)
                tally.Seen.Add(answer.Code);
            else if (answer.Ok != (pod == FitsBoth) || !(answer.Ok || answer.Message.Contains("denied request", StringComparison.Ordinal)))
                tally.Wrong.Add($"a pod that {(pod == FitsBoth ? "fits both" : "fits none")}: {answer}");
        }

        return tally;
    }

    private static async Task PaceAsync(Stopwatch watch, int sent)
    {
        var ahead = TimeSpan.FromSeconds(sent * (double)Connections / PodsPerSecond) - watch.Elapsed;
        if (ahead > TimeSpan.FromMilliseconds(2))
            await Task.Delay(ahead, TimeProvider.System);
    }

    private sealed class Tally
    {
        public int Pods { get; set; }

        /// <summary>What was said to the pod that only one version admits.</summary>
        public HashSet<int> Seen { get; } = [];

        public List<string> Wrong { get; } = [];
    }
}
