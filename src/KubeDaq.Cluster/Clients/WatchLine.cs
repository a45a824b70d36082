using System.Text.Json;

namespace KubeDaq.Cluster.Clients;

/// <summary>One line of a watch: what happened, and the object as it then was.</summary>
internal readonly record struct WatchLine(string Type, JsonElement Object)
{
    public const string Added = "ADDED";
    public const string Modified = "MODIFIED";
    public const string Deleted = "DELETED";
    public const string Bookmark = "BOOKMARK";
    public const string Error = "ERROR";

    public static WatchLine Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new WatchLine(root.GetProperty("type").GetString() ?? "", root.GetProperty("object").Clone());
    }

    /// <summary>The resourceVersion of the object, which the next watch may start from.</summary>
    public string? Version => JsonForm.Text(JsonForm.Metadata(Object), "resourceVersion");

    /// <summary>The Status of an ERROR.</summary>
    public ApiStatus Status => Object.Deserialize<ApiStatus>(ApiStatus.Json) ?? new ApiStatus();
}
