using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Tests.Clusters;

/// <summary>JSON merge patch, RFC 7386.</summary>
internal static class JsonMerge
{
    public static void Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject there)
                Apply(there, inner);
            else
                target[name] = value.DeepClone();
        }
    }
}
