using System.Text.Json.Nodes;
using KubeDaq.Api;

namespace KubeDaq.Cluster.Persons;

/// <summary>What one may do with a kind of ours.</summary>
/// <param name="Resource">The kind, in the plural.</param>
/// <param name="Names">Only with these objects; empty for all.</param>
/// <param name="Verbs">What one may do.</param>
public sealed record Right(string Resource, IReadOnlyList<string> Names, IReadOnlyList<string> Verbs)
{
    private static readonly string[] Resources = ["partitions", "readoutcards", "daqhosts", "hostaccesspolicies"];

    /// <summary>The rights among an API server's rules, those for the same objects together.</summary>
    public static IReadOnlyList<Right> Of(JsonArray rules) =>
    [
        .. Resources.SelectMany(resource => rules.OfType<JsonObject>().Where(rule => Covers(rule, "apiGroups", ApiGroup.Name) && Covers(rule, "resources", resource))
            .Select(rule => new Right(resource, Myself.Words(rule["resourceNames"]), Myself.Words(rule["verbs"])))
            .GroupBy(right => string.Join(' ', right.Names.Order(StringComparer.Ordinal)))
            .Select(same => new Right(resource, same.First().Names, Together(same)))),
    ];

    private static List<string> Together(IEnumerable<Right> rights)
    {
        var verbs = rights.SelectMany(right => right.Verbs).Distinct().ToList();
        return verbs.Contains("*") ? ["*"] : verbs;
    }

    private static bool Covers(JsonObject rule, string field, string word) => Myself.Words(rule[field]) is var words && (words.Contains(word) || words.Contains("*"));
}
