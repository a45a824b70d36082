using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Leases.</summary>
internal sealed class LeaseRules : KindRules
{
    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (value.Number("spec", "leaseDurationSeconds") is <= 0)
            yield return Cause.InvalidValue("spec.leaseDurationSeconds", value.At("spec", "leaseDurationSeconds"), "must be greater than 0");
        if (value.Number("spec", "leaseTransitions") is < 0)
            yield return Cause.InvalidValue("spec.leaseTransitions", value.At("spec", "leaseTransitions"), "must be greater than or equal to 0");
    }
}

/// <summary>Priority classes.</summary>
internal sealed class PriorityClassRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value) => value.Default("preemptionPolicy", "PreemptLowerPriority");

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (old is not null && value.Number("value") != old.Number("value"))
            yield return Cause.Forbidden("value", "may not be changed in an update.");
    }
}

/// <summary>Storage classes.</summary>
internal sealed class StorageClassRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        value.Default("reclaimPolicy", "Delete");
        value.Default("volumeBindingMode", "Immediate");
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource) =>
        string.IsNullOrEmpty(value.Text("provisioner")) ? [Cause.Required("provisioner")] : [];
}

/// <summary>Claims of volumes.</summary>
internal sealed class VolumeClaimRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value) => value.Ensure("spec").Default("volumeMode", "Filesystem");

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject { ["phase"] = "Pending" };

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (!value.List("spec", "accessModes").Any())
            yield return Cause.Required("spec.accessModes", "at least 1 access mode is required");
        if (value.At("spec", "resources", "requests", "storage") is null)
            yield return Cause.Required("spec.resources[storage]");
    }
}

/// <summary>Volumes.</summary>
internal sealed class VolumeRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("persistentVolumeReclaimPolicy", "Retain");
        spec.Map("hostPath")?.Default("type", "");
        spec.Default("volumeMode", "Filesystem");
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value) => value["status"] = new JsonObject { ["phase"] = "Pending" };
}

/// <summary>Slices of endpoints.</summary>
internal sealed class EndpointSliceRules : KindRules
{
    private static readonly string[] Types = ["FQDN", "IPv4", "IPv6"];
    private static readonly string[] Shown = ["endpoints", "ports"];

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        foreach (var port in value.Maps("ports"))
        {
            port.Default("name", "");
            port.Default("protocol", "TCP");
        }
        // Kubernetes shows both even where nothing is set.
        foreach (var field in Shown.Where(field => !value.ContainsKey(field)))
            value[field] = null;
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        var type = value.Text("addressType") ?? "";
        if (type.Length == 0)
            yield return Cause.Required("addressType");
        else if (!Types.Contains(type))
            yield return Cause.NotSupported("addressType", type, Types);
        if (old is not null && type != old.Text("addressType"))
            yield return Cause.InvalidValue("addressType", type, "field is immutable");
        var index = 0;
        foreach (var endpoint in value.Maps("endpoints"))
        {
            var path = $"endpoints[{index++}].addresses";
            var addresses = endpoint.List("addresses").Select(address => address.AsText() ?? "").ToList();
            if (addresses.Count == 0)
                yield return Cause.Required(path, "must contain at least 1 address");
            for (var i = 0; type == "IPv4" && i < addresses.Count; i++)
            {
                if (!System.Net.IPAddress.TryParse(addresses[i], out var parsed) || parsed.AddressFamily != System.Net.Sockets.AddressFamily.InterNetwork)
                    yield return Cause.InvalidValue($"{path}[{i}]", addresses[i], "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
        }
    }
}

/// <summary>Admission policies; their CEL is kept, not compiled.</summary>
internal sealed class AdmissionPolicyRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("failurePolicy", "Fail");
        if (spec.Map("matchConstraints") is not { } match)
            return;
        Match(match);
    }

    /// <summary>Fills the rules that say what a policy looks at.</summary>
    public static void Match(JsonObject match)
    {
        match.Default("matchPolicy", "Equivalent");
        match.Default("namespaceSelector", new JsonObject());
        match.Default("objectSelector", new JsonObject());
        foreach (var rule in match.Maps("resourceRules").Concat(match.Maps("excludeResourceRules")))
            rule.Default("scope", "*");
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (value.Map("spec", "matchConstraints") is null)
            yield return Cause.Required("spec.matchConstraints");
        if (!value.List("spec", "validations").Any() && !value.List("spec", "auditAnnotations").Any())
            yield return Cause.Required("spec.validations", "validations or auditAnnotations must contain at least one item");
    }
}

/// <summary>Bindings of admission policies.</summary>
internal sealed class AdmissionBindingRules : KindRules
{
    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        if (value.Map("spec", "matchResources") is { } match)
            AdmissionPolicyRules.Match(match);
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (string.IsNullOrEmpty(value.Text("spec", "policyName")))
            yield return Cause.Required("spec.policyName");
        if (!value.List("spec", "validationActions").Any())
            yield return Cause.Required("spec.validationActions");
    }
}
