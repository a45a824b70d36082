using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>The parts of a pod that are written by subresources of their own: ephemeral containers, and the sizes of containers.</summary>
internal static class PodParts
{
    /// <summary>The subresource by which ephemeral containers are added.</summary>
    public const string Ephemeral = "ephemeralcontainers";

    /// <summary>The subresource by which the resources of containers are changed.</summary>
    public const string Resize = "resize";

    private const string List = "ephemeralContainers";
    private static readonly string[] NotInEphemeral = ["ports", "livenessProbe", "readinessProbe", "startupProbe", "lifecycle", "resources", "resizePolicy"];

    /// <summary>Puts back all but the part that is written.</summary>
    public static void Keep(JsonObject value, JsonObject old, string subresource)
    {
        var wanted = value["spec"];
        var spec = old.Ensure("spec").DeepClone().AsObject();
        if (subresource == Ephemeral)
            spec.Take(List, wanted as JsonObject ?? []);
        else
            TakeSizes(spec, wanted);
        var managed = value.Metadata()["managedFields"]?.DeepClone();
        value["spec"] = spec;
        value["metadata"] = old.Metadata().DeepClone();
        if (managed is not null)
            value.Metadata()["managedFields"] = managed;
    }

    /// <summary>What is wrong with the ephemeral containers.</summary>
    public static IEnumerable<Cause> Validate(JsonObject value, JsonObject old)
    {
        var all = value.Maps("spec", List).ToList();
        for (var i = 0; i < all.Count; i++)
        {
            foreach (var field in NotInEphemeral.Where(field => all[i][field] is JsonObject { Count: > 0 } or JsonArray { Count: > 0 }))
                yield return Cause.Forbidden($"spec.{List}[{i}].{field}", "cannot be set for an Ephemeral Container");
        }

        foreach (var before in old.Maps("spec", List))
        {
            var now = all.FirstOrDefault(one => one.Text("name") == before.Text("name"));
            if (now is null || !JsonNode.DeepEquals(now, before))
                yield return Cause.Forbidden($"spec.{List}", $"existing ephemeral containers \"{before.Text("name")}\" may not be {(now is null ? "removed" : "changed")}\n");
        }
    }

    private static void TakeSizes(JsonObject spec, JsonNode? wanted)
    {
        foreach (var list in new[] { "containers", "initContainers" })
        {
            foreach (var container in spec.Maps(list))
            {
                if (wanted.Maps(list).FirstOrDefault(one => one.Text("name") == container.Text("name")) is { } sized)
                    container.Take("resources", sized);
            }
        }

        if (wanted is JsonObject pod)
            spec.Take("resources", pod);
    }
}
