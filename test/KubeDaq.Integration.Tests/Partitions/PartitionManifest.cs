using System.Text.Json.Nodes;

namespace KubeDaq.Integration.Tests.Partitions;

/// <summary>Partitions of processes that only sleep, for tests of who gets what and when.</summary>
internal static class PartitionManifest
{
    public static JsonObject Of(string name, params JsonObject[] applications) => new()
    {
        ["apiVersion"] = "dune.daq/v1alpha1",
        ["kind"] = "Partition",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["spec"] = new JsonObject { ["applications"] = new JsonArray([.. applications]) },
    };

    public static JsonObject Application(string name, string? card = null, string? startAfter = null, string command = "sleep 600")
    {
        JsonObject application = new()
        {
            ["name"] = name,
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["terminationGracePeriodSeconds"] = 1,
                    ["containers"] = new JsonArray(new JsonObject
                    {
                        ["name"] = "main", ["image"] = "none", ["command"] = new JsonArray("sh", "-c", command),
                    }),
                },
            },
        };
        if (card is not null) application["cards"] = new JsonArray(new JsonObject { ["name"] = card });
        if (startAfter is not null) application["startAfter"] = new JsonArray(startAfter);
        return application;
    }

    public static JsonObject With(this JsonObject partition, string field, JsonNode value)
    {
        partition["spec"]![field] = value;
        return partition;
    }
}
