using System.Text.Json.Nodes;

namespace KubeDaq.NodeAgent.Reporting;

/// <summary>The fields of an object that the agent writes, and no others: the lease in a card's status is the operator's alone.</summary>
internal static class OwnFields
{
    public static readonly string[] CardSpec = ["kind", "host", "pciAddress", "devices", "units"];
    public static readonly string[] CardStatus = ["health", "hardware", "resourceNames", "pods", "podNames", "conditions"];

    /// <summary>The part of an object's <c>spec</c> or <c>status</c> that consists of these fields.</summary>
    public static JsonObject Of(JsonObject? owner, string[] fields)
    {
        var found = new JsonObject();
        foreach (var field in fields)
        {
            if (owner?[field] is { } value)
                found[field] = value.DeepClone();
        }

        return found;
    }

    /// <summary>Whether the server has these fields as they are wanted. What it has beside them, as of lists that others write into, does not count.</summary>
    public static bool Same(JsonObject wanted, JsonObject? found, string[] fields) => JsonNode.DeepEquals(wanted, Of(found, fields));
}
