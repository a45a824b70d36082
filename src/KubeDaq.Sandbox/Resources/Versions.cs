using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources;

/// <summary>Objects between the version in which they are stored and the one in which a client speaks.</summary>
internal static class Versions
{
    /// <summary>The apiVersion in which a kind's objects are stored.</summary>
    public static string Stored(ResourceKind kind) => kind.Conversion is not null ? "v1" : kind.Custom?.StoredApiVersion ?? kind.ApiVersion;

    /// <summary>A copy of a stored object as a kind's version shows it.</summary>
    public static JsonObject Shown(ResourceKind kind, JsonObject stored)
    {
        if (kind.Conversion is { } conversion)
            return conversion.FromStored(stored);
        var value = stored.DeepClone().AsObject();
        value["apiVersion"] = kind.ApiVersion;
        return value;
    }

    /// <summary>Whether stored objects need no change to be shown in this version.</summary>
    public static bool ShownAsStored(ResourceKind kind) => Stored(kind) == kind.ApiVersion;

    /// <summary>A value for the store: in the stored version, its first fields in fixed order.</summary>
    public static JsonObject Settled(ResourceKind kind, JsonObject value)
    {
        var ordered = new JsonObject { ["kind"] = kind.Kind, ["apiVersion"] = Stored(kind), ["metadata"] = value["metadata"]?.DeepClone() };
        foreach (var (key, field) in value)
        {
            if (!ordered.ContainsKey(key))
                ordered[key] = field?.DeepClone();
        }
        return JsonText.Settle(ordered);
    }
}
