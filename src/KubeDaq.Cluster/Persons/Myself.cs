using System.Text.Json.Nodes;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Persons;

/// <summary>Who the API server says that one is, and what one may do in a namespace.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Groups">His groups.</param>
/// <param name="Extra">What else is known, such as the pod that a token belongs to.</param>
/// <param name="Credential">What was shown as proof.</param>
/// <param name="Rights">What he may do with KubeDaq's kinds.</param>
public sealed record Myself(string User, IReadOnlyList<string> Groups, IReadOnlyDictionary<string, string> Extra, CredentialLife Credential, IReadOnlyList<Right> Rights)
{
    /// <summary>Asks the API server.</summary>
    public static async Task<Myself> AskAsync(ClusterConnection connection, string ns, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(connection);
        var credential = await connection.CredentialAsync(stop);
        var user = await SelfReviews.UserAsync(connection, stop);
        var rules = await SelfReviews.RulesAsync(connection, ns, stop);
        return new(
            user["username"]?.GetValue<string>() ?? "",
            Words(user["groups"]),
            (user["extra"] as JsonObject ?? []).ToDictionary(pair => pair.Key, pair => string.Join(", ", Words(pair.Value))),
            credential,
            Right.Of(rules));
    }

    /// <summary>Whether one may do something with a kind of ours, some objects of it at least.</summary>
    public bool May(string verb, string resource) => Rights.Any(right => right.Resource == resource && (right.Verbs.Contains(verb) || right.Verbs.Contains("*")));

    internal static IReadOnlyList<string> Words(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => item?.GetValue<string>()).OfType<string>()];
}
