using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>A kind that is only kept; it begins with a given status.</summary>
internal sealed class StoredRules(string status) : KindRules
{
    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = JsonNode.Parse(status);
}

/// <summary>Network policies.</summary>
internal sealed class NetworkPolicyRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("policyTypes", spec["egress"] is null ? new JsonArray("Ingress") : new JsonArray("Ingress", "Egress"));
    }
}

/// <summary>Endpoints.</summary>
internal sealed class EndpointsRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        foreach (var port in value.Maps("subsets").SelectMany(subset => subset.Maps("ports")))
            port.Default("protocol", "TCP");
    }
}

/// <summary>Claims of devices, and their templates.</summary>
internal sealed class ResourceClaimRules(bool isTemplate) : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = isTemplate ? value.Ensure("spec").Ensure("spec") : value.Ensure("spec");
        if (isTemplate)
            value.Ensure("spec").Ensure("metadata");
        foreach (var request in spec.Maps("devices", "requests").Select(one => one.Map("exactly")).OfType<JsonObject>())
        {
            request.Default("allocationMode", "ExactCount");
            if (request.Text("allocationMode") == "ExactCount")
                request.Default("count", 1);
        }
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        if (!isTemplate)
            value["status"] = new JsonObject();
    }
}
