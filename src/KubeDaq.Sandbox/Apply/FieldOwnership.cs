using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Apply;

/// <summary>Keeps metadata.managedFields: who set which field.</summary>
internal static class FieldOwnership
{
    /// <summary>Notes a create or update; a null <paramref name="old"/> is a creation.</summary>
    public static void Update(WriteRequest request, JsonObject? old, JsonObject value, DateTimeOffset now)
    {
        value.Metadata().Take("managedFields", old?.Metadata());
    }
}
