using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Exclusive;

/// <summary>Two partitions want one card while operators die: at no moment may two have it.</summary>
public sealed class ExclusiveUnderFire
{
    private const int Rounds = 100;
    private const string Namespace = "np04";
    private const string Partitions = $"apis/dune.daq/v1alpha1/namespaces/{Namespace}/partitions";

    /// <summary>What the partitions' processes report of the device file: one line each time two met on it.</summary>
    private string _violations = "";

    [Fact(Timeout = 900_000)]
    public async Task Of_two_partitions_over_shared_cards_never_both_hold_one_while_operators_are_killed()
    {
        TestCluster.NeedsProcesses();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        await using var sandbox = await SandboxProcess.StartAsync("--bare");
        _violations = Path.Combine(sandbox.Directory, "violations");
        await File.WriteAllTextAsync(_violations, "", TestContext.Current.CancellationToken);
        using var api = new ApiServer(sandbox.Kubeconfig);
        using var first = new MortalOperator(sandbox.Kubeconfig, Path.Combine(sandbox.Directory, "first.log"));
        using var second = new MortalOperator(sandbox.Kubeconfig, Path.Combine(sandbox.Directory, "second.log"));
        await PrepareAsync(api);
        await using var history = await CardHistory.RecordAsync(api);
        first.Start();
        second.Start();

        for (var round = 0; round < Rounds; round++)
        {
            var wanted = await DisturbAsync(api, first, random);
            await SettledAsync(api, wanted, round);
            var wrong = await history.ReplayAsync(await TouchAsync(api, round));
            Assert.True(wrong.Count == 0, $"round {round}, seed {seed}: {string.Join('\n', wrong)}");
            Assert.Equal("", await File.ReadAllTextAsync(_violations, TestContext.Current.CancellationToken));
        }
    }

    private async Task PrepareAsync(ApiServer api)
    {
        await api.CreateAsync("api/v1/namespaces", new JsonObject { ["metadata"] = new JsonObject { ["name"] = Namespace } });
        await api.CreateAsync(Partitions, Partition("coldbox", "apa001", "apa002"));
        await api.CreateAsync(Partitions, Partition("vd", "apa001"));
    }

    /// <summary>Changes what is wanted, and kills an operator in the middle of it, some times in a row.</summary>
    private static async Task<Dictionary<string, bool>> DisturbAsync(ApiServer api, MortalOperator victim, Random random)
    {
        var wanted = new Dictionary<string, bool> { ["coldbox"] = random.Next(3) > 0, ["vd"] = random.Next(3) > 0 };
        foreach (var (name, running) in wanted.OrderBy(_ => random.Next()))
        {
            await api.MergePatchAsync($"{Partitions}/{name}", new JsonObject { ["spec"] = new JsonObject { ["state"] = running ? "Running" : "Stopped" } });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(900)), TimeProvider.System, TestContext.Current.CancellationToken);
            victim.Kill();
            victim.Start();
        }

        return wanted;
    }

    /// <summary>Converged: those that should run do or wait for one that runs; nothing belongs to one that should not.</summary>
    private static async Task SettledAsync(ApiServer api, Dictionary<string, bool> wanted, int round)
    {
        await Eventually.Async(
            async () => new Seen(await PhasesAsync(api), await LeasesAsync(api), await PodsAsync(api)),
            seen => IsSettled(wanted, seen), $"round {round} settles with {string.Join(", ", wanted)}", seconds: 60);
    }

    private sealed record Seen(Dictionary<string, string> Phases, string Leases, string Pods)
    {
        public override string ToString() => $"{string.Join(", ", Phases)}; leases {Leases}; pods {Pods}";
    }

    private static bool IsSettled(Dictionary<string, bool> wanted, Seen seen)
    {
        var phases = seen.Phases;
        var running = phases.Where(p => p.Value == "Running").Select(p => p.Key).ToList();
        var expectedLeases = running is ["coldbox"] ? "apa001=coldbox apa002=coldbox" : running is ["vd"] ? "apa001=vd" : "";
        var expectedPods = running is ["coldbox"] ? "coldbox-readout-apa001-0 coldbox-readout-apa002-0" : running is ["vd"] ? "vd-readout-apa001-0" : "";
        return wanted.All(w => w.Value ? phases[w.Key] is "Running" or "Waiting" : phases[w.Key] == "Stopped")
            && running.Count == (wanted.ContainsValue(true) ? 1 : 0)
            && seen.Leases == expectedLeases && seen.Pods == expectedPods;
    }

    private static async Task<Dictionary<string, string>> PhasesAsync(ApiServer api) =>
        (await api.GetAsync(Partitions))!["items"]!.AsArray().ToDictionary(
            p => p!["metadata"]!["name"]!.GetValue<string>(), p => p!["status"]?["phase"]?.GetValue<string>() ?? "");

    private static async Task<string> LeasesAsync(ApiServer api) =>
        string.Join(' ', (await api.GetAsync(CardHistory.Cards))!["items"]!.AsArray()
            .Where(c => c!["status"]?["lease"] is not null)
            .Select(c => $"{c!["metadata"]!["name"]}={c["status"]!["lease"]!["partition"]}").Order(StringComparer.Ordinal));

    private static async Task<string> PodsAsync(ApiServer api) =>
        string.Join(' ', (await api.GetAsync($"api/v1/namespaces/{Namespace}/pods"))!["items"]!.AsArray()
            .Select(p => p!["metadata"]!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal));

    /// <summary>Writes to a card and a pod so that both watches pass a version newer than all before.</summary>
    private static async Task<long> TouchAsync(ApiServer api, int round)
    {
        var mark = new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["test/round"] = $"{round}" } } };
        var card = await api.MergePatchAsync($"{CardHistory.Cards}/apa001", mark);
        var version = long.Parse(card["metadata"]!["resourceVersion"]!.GetValue<string>());
        await api.CreateAsync("api/v1/namespaces/default/pods", new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = $"mark-{round}" },
            ["spec"] = new JsonObject
            {
                ["nodeSelector"] = new JsonObject { ["no-such"] = "node" },
                ["containers"] = new JsonArray(new JsonObject { ["name"] = "mark", ["image"] = "none" }),
            },
        });
        await api.DeleteAsync($"api/v1/namespaces/default/pods/mark-{round}");
        await api.MergePatchAsync($"{CardHistory.Cards}/apa001", new JsonObject { ["metadata"] = new JsonObject { ["annotations"] = null } });
        return version;
    }

    private JsonObject Partition(string name, params string[] cards) => new()
    {
        ["apiVersion"] = "dune.daq/v1alpha1",
        ["kind"] = "Partition",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["state"] = "Stopped", ["applications"] = new JsonArray([.. cards.Select(Readout)]) },
    };

    /// <summary>A process that locks its card's device file, and reports when somebody else has it locked.</summary>
    private JsonNode Readout(string card) => new JsonObject
    {
        ["name"] = $"readout-{card}",
        ["cards"] = new JsonArray(new JsonObject { ["name"] = card }),
        ["template"] = new JsonObject
        {
            ["spec"] = new JsonObject
            {
                ["terminationGracePeriodSeconds"] = 1,
                ["containers"] = new JsonArray(new JsonObject
                {
                    ["name"] = "readout",
                    ["image"] = "none",
                    ["command"] = new JsonArray(
                        "sh", "-c", $"flock -n -E 99 \"$KUBEDAQ_CARD_DEVICE\" sleep 600; test $? -ne 99 || echo \"$HOSTNAME $KUBEDAQ_CARD_DEVICE\" >> {_violations}"),
                }),
            },
        },
    };
}
