using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Pods.</summary>
internal sealed class PodRules : KindRules
{
    private const string Changeable =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations)," +
        "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        PodDefaults.Fill(spec);
        PodDefaults.RequestLimits(spec);
        spec.Default("enableServiceLinks", true);
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        value["status"] = new JsonObject { ["phase"] = "Pending", ["qosClass"] = QualityOfService.Of(value.Ensure("spec")) };
        if (value["spec"].List("schedulingGates").Any())
        {
            value["status"]!["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "PodScheduled", ["status"] = "False", ["reason"] = "SchedulingGated", ["message"] = "Scheduling is blocked due to non-empty scheduling gates",
            });
        }
    }

    /// <inheritdoc/>
    public override void PrepareUpdate(ResourceKind kind, JsonObject value, JsonObject old, string subresource)
    {
        // A binding sets the node and says so in the status.
        if (subresource == "binding")
            return;
        if (subresource is PodParts.Ephemeral or PodParts.Resize)
            PodParts.Keep(value, old, subresource);
        base.PrepareUpdate(kind, value, old, subresource);
        if (subresource == "status" && old["status"]?["qosClass"] is { } quality)
            value.Ensure("status").Default("qosClass", quality.DeepClone());
    }

    /// <inheritdoc/>
    public override long? Grace(JsonObject value, long? asked)
    {
        var ended = value.Text("status", "phase") is "Succeeded" or "Failed";
        return string.IsNullOrEmpty(value.Text("spec", "nodeName")) || ended ? 0 : asked ?? value.Number("spec", "terminationGracePeriodSeconds") ?? 30;
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var spec = value.Ensure("spec");
        if (subresource == "status")
            return [];
        if (old is not null && subresource == PodParts.Ephemeral)
            return PodSpecRules.Validate(spec, "spec").Concat(PodParts.Validate(value, old));
        if (old is null || subresource.Length > 0)
            return PodSpecRules.Validate(spec, "spec");
        return JsonNode.DeepEquals(Fixed(spec), Fixed(old.Ensure("spec"))) && Tolerates(spec, old)
            ? PodSpecRules.Validate(spec, "spec")
            : [Cause.Forbidden("spec", $"pod updates may not change fields other than {Changeable}\n")];
    }

    /// <summary>The part of a spec that stays as it is.</summary>
    private static JsonObject Fixed(JsonObject spec)
    {
        var rest = spec.DeepClone().AsObject();
        foreach (var container in PodDefaults.Containers(rest))
            container.Remove("image");
        foreach (var field in new[] { "activeDeadlineSeconds", "tolerations", "terminationGracePeriodSeconds", "schedulingGates" })
            rest.Remove(field);
        return rest;
    }

    private static bool Tolerates(JsonObject spec, JsonObject old) =>
        old.Maps("spec", "tolerations").All(kept => spec.Maps("tolerations").Any(one => JsonNode.DeepEquals(one, kept)));
}
