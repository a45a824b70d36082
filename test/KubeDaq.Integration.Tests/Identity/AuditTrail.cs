using System.Text.Json.Nodes;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>What a sandbox's audit log tells.</summary>
internal sealed class AuditTrail(string file)
{
    /// <summary>The first line that is as wanted; it is written a moment after the answer.</summary>
    public async Task<JsonObject> FindAsync(string what, Func<JsonObject, bool> wanted) =>
        (await Eventually.Async(async () => (await ReadAsync()).Find(line => wanted(line)), found => found is not null, $"the audit log tells of {what}"))!;

    /// <summary>Whether a line tells of a change of an object by a verb.</summary>
    public static bool Is(JsonObject line, string verb, string resource, string name) =>
        Text(line["verb"]) == verb && Text(line["objectRef"]?["resource"]) == resource && Text(line["objectRef"]?["name"]) == name;

    /// <summary>The user of a line, as whom the request was answered.</summary>
    public static string Actor(JsonObject line) => Text(line["impersonatedUser"]?["username"] ?? line["user"]!["username"]);

    public static string Text(JsonNode? value) => value?.GetValue<string>() ?? "";

    private async Task<List<JsonObject>> ReadAsync() =>
        [.. (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Split('\n')[..^1].Select(line => JsonNode.Parse(line)!.AsObject())];
}
