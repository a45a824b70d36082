using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Exclusive;

/// <summary>The cards and pods of one moment, and what must never be true of them.</summary>
internal sealed class CardState
{
    private const string Prefix = "dune.daq/flxcard-";
    private readonly Dictionary<string, JsonObject> _cards = [];
    private readonly Dictionary<string, JsonObject> _pods = [];
    private readonly Dictionary<string, long> _numbers = [];

    public void Apply(string kind, string type, JsonObject value)
    {
        var objects = kind == CardHistory.Cards ? _cards : _pods;
        var name = value["metadata"]!["namespace"] is { } ns ? $"{ns}/{value["metadata"]!["name"]}" : $"{value["metadata"]!["name"]}";
        if (type == "DELETED") objects.Remove(name);
        else objects[name] = value;
    }

    public IEnumerable<string> Wrongs()
    {
        foreach (var (card, value) in _cards)
        {
            var lease = value["status"]?["lease"];
            var users = _pods.Where(p => Uses(p.Value, card)).ToList();
            if (users.Count > 1) yield return $"{string.Join(" and ", users.Select(u => u.Key))} both run with card {card}";
            foreach (var (pod, user) in users)
            {
                if (lease is not null && Owner(user) != lease["uid"]!.GetValue<string>())
                    yield return $"card {card} is held by {lease["partition"]} while {pod} of another partition runs with it";
            }

            var number = value["status"]?["leaseNumber"]?.GetValue<long>() ?? 0;
            if (number < _numbers.GetValueOrDefault(card)) yield return $"the fencing number of {card} went back to {number}";
            _numbers[card] = number;
        }
    }

    /// <summary>Bound and not finished: its process may be there.</summary>
    private static bool Uses(JsonObject pod, string card) =>
        pod["spec"]!["nodeName"] is not null
        && pod["status"]?["phase"]?.GetValue<string>() is not ("Succeeded" or "Failed")
        && pod["spec"]!["containers"]!.AsArray().Any(c => c!["resources"]?["requests"]?[Prefix + card] is not null);

    private static string? Owner(JsonObject pod) => pod["metadata"]!["ownerReferences"]?[0]?["uid"]?.GetValue<string>();
}
