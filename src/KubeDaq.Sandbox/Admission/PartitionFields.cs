using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>What the rules about partitions look at.</summary>
internal static class PartitionFields
{
    /// <summary>The kind.</summary>
    public static readonly GroupResource Partitions = new("dune.daq", "partitions");

    private static readonly string[] OfState = ["state", "stateChangedBy"];
    private static readonly string[] OwnedByServer = ["resourceVersion", "generation", "managedFields", "uid", "creationTimestamp", "selfLink"];

    /// <summary>Whether it is to run.</summary>
    public static string State(JsonObject partition) => partition.Text("spec", "state") ?? "Running";

    /// <summary>Whether two differ in nothing but whether they are to run, and who said so.</summary>
    public static bool DifferOnlyInState(JsonObject old, JsonObject now) =>
        JsonNode.DeepEquals(Without(old["spec"], OfState), Without(now["spec"], OfState))
        && JsonNode.DeepEquals(Without(old["metadata"], OwnedByServer), Without(now["metadata"], OwnedByServer));

    private static JsonObject Without(JsonNode? part, string[] fields)
    {
        var rest = part?.DeepClone() as JsonObject ?? [];
        foreach (var field in fields)
            rest.Remove(field);
        return rest;
    }
}
