using System.Text.Json.Nodes;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Applying;

/// <summary>What applying an object did.</summary>
internal enum Outcome
{
    Created,
    Configured,
    Unchanged,
}

/// <summary>Applies objects on the server's side, so that fields which others own and the file does not name stay as they are.</summary>
internal sealed class ObjectApplier(ClusterConnection connection)
{
    /// <summary>Unknown fields are refused, and what the file says wins over what was changed by hand.</summary>
    private static readonly WriteOptions Apply = new() { FieldManager = "kubedaq", Force = true, FieldValidation = FieldValidation.Strict };

    private readonly KindFinder _kinds = new(connection);

    /// <summary>Applies one object; on a dry run the server only checks.</summary>
    public async Task<Outcome> ApplyAsync(JsonObject value, bool dryRun, CancellationToken stop)
    {
        var client = connection.Client(Kinds.Json(await _kinds.FindAsync(value, stop)));
        var name = JsonNames.Of(value);
        var before = await client.GetAsync(name, stop);
        var after = await client.PatchAsync(name, PatchKind.Apply, value, null, Apply with { DryRun = dryRun }, stop);
        return before is null ? Outcome.Created : Version(before) == Version(after) ? Outcome.Unchanged : Outcome.Configured;
    }

    private static string? Version(JsonObject value) => value["metadata"]?["resourceVersion"]?.GetValue<string>();
}
