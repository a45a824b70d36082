using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>One column of a kind's table.</summary>
/// <param name="Name">The header.</param>
/// <param name="Type">string, integer, date ...</param>
/// <param name="Priority">0: always shown; 1: with <c>-o wide</c>.</param>
/// <param name="Cell">The cell of an object at a time.</param>
/// <param name="Description">What it shows.</param>
/// <param name="Format">A hint for showing it.</param>
internal sealed record Column(string Name, string Type, int Priority, Func<JsonObject, DateTimeOffset, JsonNode?> Cell, string Description = "", string Format = "")
{
    /// <summary>The object's name.</summary>
    public static Column Called { get; } = new(
        "Name", "string", 0, (value, _) => value.Name(),
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names",
        "name");

    /// <summary>How long ago the object was created.</summary>
    public static Column Age { get; } = new(
        "Age", "string", 0, (value, now) => HumanTime.Since(value.Text("metadata", "creationTimestamp"), now),
        "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.");

    /// <summary>A column of text.</summary>
    public static Column Text(string name, Func<JsonObject, string> cell, int priority = 0) => new(name, "string", priority, (value, _) => cell(value));

    /// <summary>A column of text that depends on the time.</summary>
    public static Column Timed(string name, Func<JsonObject, DateTimeOffset, string> cell, int priority = 0) => new(name, "string", priority, (value, now) => cell(value, now));

    /// <summary>A column of numbers.</summary>
    public static Column Count(string name, Func<JsonObject, long> cell, int priority = 0) => new(name, "integer", priority, (value, _) => cell(value));
}
