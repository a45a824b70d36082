using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs;

/// <summary>To start or stop a partition, in one's own name.</summary>
internal static class StateChange
{
    /// <summary>The patch.</summary>
    public static async Task<JsonObject> ToAsync(DesiredState state, Session session, CancellationToken stop) => new()
    {
        ["spec"] = new JsonObject
        {
            ["state"] = state.ToString(),
            ["stateChangedBy"] = await new Requester(session, Environment.UserName).DisplayNameAsync(stop),
        },
    };
}
