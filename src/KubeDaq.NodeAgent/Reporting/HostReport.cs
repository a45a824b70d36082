using System.Text.Json.Nodes;
using KubeDaq.Api.DaqHosts;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.Cvmfs;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>What is told of the host.</summary>
internal static class HostReport
{
    public static DaqHostStatus Of(HostState state, string? version, DaqHostStatus? before, DateTimeOffset now)
    {
        var (facts, offers, repositories) = (state.Facts.Current ?? new(), state.Offers.Current, state.Repositories.Current);
        return new DaqHostStatus
        {
            // A card that is gone is no claim to its name: it may be in another host now.
            Cards = [.. state.Cards.Current!.Values.Where(c => c.Health.Reason != "Gone").Select(c => c.Name).Order(StringComparer.Ordinal)],
            Networks = facts.Networks,
            Interfaces = facts.Interfaces,
            HugePages = facts.HugePages,
            NumaNodes = facts.NumaNodes,
            Drivers = facts.Drivers,
            Cvmfs = [.. (repositories ?? new Dictionary<string, RepositoryState>()).Where(r => r.Value.Ready).Select(r => r.Key).Order(StringComparer.Ordinal)],
            CvmfsRepositories = [.. (repositories ?? new Dictionary<string, RepositoryState>()).OrderBy(r => r.Key, StringComparer.Ordinal).Select(Told)],
            OfferMode = offers.Mode?.ToString(),
            AgentVersion = version,
            Conditions = ConditionTimes.Keep(Conditions(state, offers, repositories), before?.Conditions, now),
        };
    }

    /// <summary>The status as it is applied.</summary>
    public static JsonObject Body(string node, DaqHostStatus status)
    {
        var body = KubeDaqJson.ToNode(new DaqHost { Metadata = new ObjectMeta { Name = node }, Status = status });
        body.Remove("spec");
        return body;
    }

    private static CvmfsRepository Told(KeyValuePair<string, RepositoryState> repository) => new()
    {
        Name = repository.Key,
        Ready = repository.Value.Ready,
        Message = repository.Value.Message is { Length: > 0 } message ? message : null,
    };

    private static IEnumerable<Condition> Conditions(HostState state, OfferState offers, IReadOnlyDictionary<string, RepositoryState>? repositories)
    {
        yield return offers.Mode is null
            ? ConditionTimes.Make("Ready", false, offers.Reason, offers.Message)
            : ConditionTimes.Make("Ready", true, "Reporting", "the agent has looked at the host and offers its cards");
        yield return ConditionTimes.Make("CardsOffered", offers.Mode is not null, offers.Reason, offers.Message);
        var taken = state.Cards.Current!.Values.Select(c => c.Withheld).OfType<HealthNote>().ToList();
        yield return taken.Count == 0
            ? ConditionTimes.Make("NamesUnique", true, "Unique", "no other card has the name of a card of this host")
            : ConditionTimes.Make("NamesUnique", false, taken[0].Reason, string.Join("; ", taken.Select(t => t.Message)));
        if (repositories is { Count: > 0 })
            yield return Cvmfs(repositories);
    }

    private static Condition Cvmfs(IReadOnlyDictionary<string, RepositoryState> repositories)
    {
        var bad = repositories.Where(r => !r.Value.Ready).OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"{r.Key}: {r.Value.Message}").ToList();
        return bad.Count == 0
            ? ConditionTimes.Make("CvmfsReady", true, "AllAnswer", $"{repositories.Count} repositories are mounted and answer")
            : ConditionTimes.Make("CvmfsReady", false, "NotAnswering", string.Join("; ", bad));
    }
}
