using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;

namespace KubeDaq.Cli.Rendering;

/// <summary>The name of an object that is still JSON.</summary>
internal static class JsonNames
{
    public static ObjectName Of(JsonObject value) => new(Text(value, "namespace"), Text(value, "name"));

    private static string Text(JsonObject value, string field) => value["metadata"]?[field]?.GetValue<string>() ?? "";
}
