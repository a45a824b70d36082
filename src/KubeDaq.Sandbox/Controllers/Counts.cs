using System.Text.Json.Nodes;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Writes numbers of a status as the API does: a zero is left out.</summary>
internal static class Counts
{
    /// <summary>Writes them.</summary>
    public static void Write(JsonObject status, params ReadOnlySpan<(string Field, long Count)> counts)
    {
        foreach (var (field, count) in counts)
        {
            if (count == 0)
                status.Remove(field);
            else
                status[field] = count;
        }
    }
}
