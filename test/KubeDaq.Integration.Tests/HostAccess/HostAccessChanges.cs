using System.Diagnostics;
using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess;

/// <summary>A change of the policies is one step: at no moment is there neither the old set nor the new one.</summary>
[Collection(HostAccessCluster.Name)]
public sealed class HostAccessChanges(TestCluster cluster)
{
    private const int Connections = 8;
    private const int PodsPerSecond = 200;
    private const int Pods = 2400;
    private const int MostPods = 10 * Pods;
    private const int LeastChanges = 5;

    // To compile a set anew takes the API server some processor time, which on a small machine the pods lack meanwhile.
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(700);
    private static readonly JsonObject FitsBoth = Stage.Pod("a", """{"hostNetwork": true}""");
    private static readonly JsonObject FitsNone = Stage.Pod("a", """{"hostNetwork": true, "hostPID": true, "hostIPC": true}""");
    private static readonly JsonObject FitsOne = Stage.Pod("a", """{"hostNetwork": true, "hostPID": true}""");

    private int _changes;

    [Fact]
    public async Task While_a_policy_changes_no_pod_is_admitted_that_both_versions_deny_and_none_denied_that_both_admit()
    {
        await using var stage = await Stage.SetAsync(cluster);
        var policy = await stage.PolicyAsync("changing", new() { ["hostNetwork"] = true, ["hostPID"] = true });
        await stage.GrantAsync("a", policy);
        await stage.UntilAdmittedAsync(FitsOne);
        var watch = Stopwatch.StartNew();
        var sending = Task.WhenAll(Enumerable.Range(0, Connections).Select(number => SendAsync(stage, number)));
        await ChangeAsync(stage, policy, sending);
        var tallies = await sending;

        var wrong = tallies.SelectMany(tally => tally.Wrong).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(5)));
        // A machine with other work to do makes fewer a second; what is said of each must be right all the same.
        TestContext.Current.TestOutputHelper?.WriteLine($"{_changes} changes, {tallies.Sum(tally => tally.Sent) / watch.Elapsed.TotalSeconds:0} pods a second");
        Assert.InRange(_changes, LeastChanges, int.MaxValue);
        Assert.Contains(tallies, tally => tally.Seen.Count == 2);
    }

    /// <summary>Changes the policy to and fro, each time when the change before is in force.</summary>
    private async Task ChangeAsync(Stage stage, string policy, Task whileRuns)
    {
        for (; !whileRuns.IsCompleted; _changes++)
        {
            var spec = new JsonObject { ["hostPID"] = _changes % 2 == 1, ["hostIPC"] = _changes % 2 == 0 };
            await stage.Api.MergePatchAsync($"{Stage.Policies}/{policy}", new JsonObject { ["spec"] = spec });
            await stage.ConditionAsync(policy, "Enforced", "Enforced");
            await Task.Delay(BetweenChanges, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Tally> SendAsync(Stage stage, int number)
    {
        using var api = new ApiServer(stage.Cluster.Kubeconfig);
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        // For as long as the changes go on, but not after one has failed.
        for (; tally.Sent < Pods / Connections || (Volatile.Read(ref _changes) < LeastChanges && tally.Sent < MostPods / Connections); tally.Sent++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await PaceAsync(watch, tally.Sent);
            var pod = ((tally.Sent + number) % 3) switch { 0 => FitsBoth, 1 => FitsNone, _ => FitsOne };
            var answer = await api.TryAsync(HttpMethod.Post, $"{stage.Pods}?dryRun=All", pod);
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
        public int Sent { get; set; }

        /// <summary>What was said to the pod that only one version admits.</summary>
        public HashSet<int> Seen { get; } = [];

        public List<string> Wrong { get; } = [];
    }
}
