using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Writes conditions into the status of built-in kinds.</summary>
internal static class Conditions
{
    /// <summary>Sets one; the time moves only with the status. False when it already was so.</summary>
    /// <param name="status">The object's status.</param>
    /// <param name="type">The condition's type.</param>
    /// <param name="value">True, False or Unknown.</param>
    /// <param name="reason">One CamelCase word, or null.</param>
    /// <param name="message">A sentence, or null.</param>
    /// <param name="now">The time.</param>
    public static bool Set(JsonObject status, string type, string value, string? reason, string? message, DateTimeOffset now)
    {
        if (status["conditions"] is not JsonArray conditions)
            status["conditions"] = conditions = [];
        var old = conditions.OfType<JsonObject>().FirstOrDefault(one => one.Text("type") == type);
        var same = old.Text("status") == value;
        if (same && old.Text("reason") == reason && old.Text("message") == message)
            return false;
        var fresh = new JsonObject
        {
            ["type"] = type,
            ["status"] = value,
            ["lastTransitionTime"] = same ? old.Text("lastTransitionTime") : now.ToText(),
        };
        if (reason is not null)
            fresh["reason"] = reason;
        if (message is not null)
            fresh["message"] = message;
        if (old is null)
            conditions.Add(fresh);
        else
            conditions[conditions.IndexOf(old)] = fresh;
        return true;
    }

    /// <summary>The status of a condition, or null.</summary>
    public static string? Of(JsonNode? value, string type) =>
        value.Maps("status", "conditions").FirstOrDefault(one => one.Text("type") == type).Text("status");
}
