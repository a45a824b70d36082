using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.CustomResources;

/// <summary>The conditions of a definition.</summary>
internal static class Conditions
{
    /// <summary>Sets a condition; its time changes only with its status.</summary>
    public static void Set(JsonObject value, string type, string status, string reason, string message, DateTimeOffset now)
    {
        var state = value.Ensure("status");
        if (state["conditions"] is not JsonArray list)
            state["conditions"] = list = [];
        var old = list.OfType<JsonObject>().FirstOrDefault(one => one.Text("type") == type);
        var since = old.Text("status") == status ? old.Text("lastTransitionTime") : null;
        var condition = new JsonObject
        {
            ["type"] = type, ["status"] = status, ["lastTransitionTime"] = since ?? HumanTime.Stamp(now), ["reason"] = reason, ["message"] = message,
        };
        if (old is null)
            list.Add(condition);
        else
            list[list.IndexOf(old)] = condition;
    }

    /// <summary>Whether a condition is true.</summary>
    public static bool Has(JsonObject value, string type) =>
        value.Maps("status", "conditions").Any(one => one.Text("type") == type && one.Text("status") == "True");
}
