using System.Text.Json.Nodes;
using CsCheck;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Judging;
using KubeDaq.Api.Tests.HostAccess.Generating;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.HostAccess.Compiled;

/// <summary>The judge in C# against the compiled policy in an API server, verdict and sentence.</summary>
public sealed class HostAccessDifferential(TestCluster cluster)
{
    private const int Sets = 25;
    private const int PodsOfSet = 150;
    private const int LeastJudged = 2000;

    private static readonly Dictionary<string, string[]> Granted = new() { ["a0"] = [], ["a1"] = ["p0", "p2"], ["a2"] = ["p1", "p3"], ["a3"] = ["p0", "p1", "p2", "p3", "p4"], ["default"] = [] };

    [Fact]
    public async Task An_API_server_and_the_judge_agree_on_every_policy_set_and_pod()
    {
        TestCluster.NeedsCompiledPolicies();
        await using var governed = await GovernedNamespace.MakeAsync(cluster, Granted.Where(account => account.Key != "default").ToDictionary());
        var (judged, refusedBefore, admitted) = (0, 0, 0);
        foreach (var (policies, pods) in Cases())
        {
            var set = PolicySet.Of(await governed.EnforceAsync(policies));
            await Parallel.ForEachAsync(pods, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (pod, _) =>
            {
                var answer = await governed.CreateAsync(pod);
                if (answer.Code == 422)
                {
                    // Kubernetes itself takes no such pod, before anybody judges it.
                    Interlocked.Increment(ref refusedBefore);
                    return;
                }
                Interlocked.Increment(ref judged);
                var account = HostAccessJudge.AccountOf(pod, governed.Name).Name;
                var verdict = HostAccessJudge.Judge(pod, governed.Name, set, name => Granted[account].Contains(name));
                Assert.True(verdict.IsAllowed == answer.Ok, $"{answer}\n{pod.ToJsonString()}\nneeds {string.Join("; ", verdict.Needs.Needs)}\nanswers {string.Join("; ", verdict.Answers)}");
                if (answer.Ok)
                    Interlocked.Increment(ref admitted);
                // The API server makes fields of AppArmor annotations, and annotations of fields: that is told twice.
                else if (!pod.ToJsonString().Contains("ppArmor", StringComparison.OrdinalIgnoreCase))
                    Assert.Equal(Parts(verdict.Denial), Parts(answer.Message[(answer.Message.IndexOf("denied request: ", StringComparison.Ordinal) + 16)..]));
            });
        }
        TestContext.Current.SendDiagnosticMessage($"{judged} pods judged alike, of which {admitted} admitted; {refusedBefore} were no valid pods");
        Assert.InRange(judged, LeastJudged, int.MaxValue);
        Assert.InRange(admitted, judged / 10, judged * 9 / 10);
    }

    private static List<(HostAccessPolicy[] Policies, JsonObject[] Pods)> Cases()
    {
        var cases = new List<(HostAccessPolicy[], JsonObject[])>();
        Gen.Select(PolicyGen.Set(5), PodGen.Pod.Array[PodsOfSet]).Array[Sets].Sample(cases.AddRange, iter: 1, threads: 1);
        return cases;
    }

    // Maps of a pod have no order, in which their keys could be told.
    private static IEnumerable<string> Parts(string sentence) => sentence.Split([", ", "; ", "(", ")", ": "], StringSplitOptions.None).Order(StringComparer.Ordinal);
}
