using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Rules;

/// <summary>Services; gives each its cluster address and node ports.</summary>
internal sealed class ServiceRules(ServiceAddresses addresses) : KindRules
{
    private static readonly string[] Types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

    /// <inheritdoc/>
    public override void Default(JsonObject value)
    {
        var spec = value.Ensure("spec");
        spec.Default("type", "ClusterIP");
        spec.Default("sessionAffinity", "None");
        foreach (var port in spec.Maps("ports"))
        {
            port.Default("protocol", "TCP");
            if (port["targetPort"] is null && port["port"] is { } number)
                port["targetPort"] = number.DeepClone();
        }
        if (spec.Text("type") == "ExternalName")
            return;
        spec.Default("internalTrafficPolicy", "Cluster");
        if (spec.Text("type") is "NodePort" or "LoadBalancer")
            spec.Default("externalTrafficPolicy", "Cluster");
        if (spec.Text("type") is "LoadBalancer")
            spec.Default("allocateLoadBalancerNodePorts", true);
    }

    /// <inheritdoc/>
    public override void PrepareCreate(ResourceKind kind, JsonObject value)
    {
        value["status"] = new JsonObject { ["loadBalancer"] = new JsonObject() };
        Allocate(value.Ensure("spec"), null);
    }

    /// <inheritdoc/>
    public override void PrepareUpdate(ResourceKind kind, JsonObject value, JsonObject old, string subresource)
    {
        base.PrepareUpdate(kind, value, old, subresource);
        if (subresource.Length == 0)
            Allocate(value.Ensure("spec"), old.Map("spec"));
    }

    /// <inheritdoc/>
    public override IEnumerable<Cause> Validate(JsonObject value, JsonObject? old, string subresource)
    {
        if (subresource.Length > 0)
            return [];
        var spec = value.Ensure("spec");
        var type = spec.Text("type");
        return Ports(spec)
            .Concat(Types.Contains(type) ? [] : [Cause.NotSupported("spec.type", type, Types)])
            .Concat(spec.List("ports").Any() || type == "ExternalName" || spec.Text("clusterIP") == "None" ? [] : [Cause.Required("spec.ports")])
            .Concat(type == "ExternalName" && string.IsNullOrEmpty(spec.Text("externalName")) ? [Cause.Required("spec.externalName")] : [])
            .Concat(old is not null && type != "ExternalName" && old.Text("spec", "type") != "ExternalName" && spec.Text("clusterIP") != old.Text("spec", "clusterIP")
                ? [Cause.InvalidValue("spec.clusterIPs[0]", spec["clusterIPs"] ?? new JsonArray(spec.Text("clusterIP")), "may not change once set")] : []);
    }

    private static IEnumerable<Cause> Ports(JsonObject spec)
    {
        var several = spec.List("ports").Count() > 1;
        var index = 0;
        foreach (var port in spec.Maps("ports"))
        {
            var path = $"spec.ports[{index++}]";
            if (several && string.IsNullOrEmpty(port.Text("name")))
                yield return Cause.Required($"{path}.name");
            if (port.Number("port") is not (>= 1 and <= 65_535))
                yield return Cause.InvalidValue($"{path}.port", port["port"] ?? 0, "must be between 1 and 65535, inclusive");
            if (port.Number("targetPort") is < 1 or > 65_535)
                yield return Cause.InvalidValue($"{path}.targetPort", port["targetPort"], "must be between 1 and 65535, inclusive");
        }
    }

    private void Allocate(JsonObject spec, JsonObject? old)
    {
        var type = spec.Text("type");
        if (type == "ExternalName")
            return;
        if (string.IsNullOrEmpty(spec.Text("clusterIP")))
            spec["clusterIP"] = old.Text("clusterIP") is { Length: > 0 } kept ? kept : addresses.Next();
        if (spec["clusterIPs"] is not JsonArray { Count: > 0 })
            spec["clusterIPs"] = new JsonArray(spec.Text("clusterIP"));
        spec.Default("ipFamilies", new JsonArray("IPv4"));
        spec.Default("ipFamilyPolicy", "SingleStack");
        if (type is not ("NodePort" or "LoadBalancer"))
            return;
        foreach (var port in spec.Maps("ports").Where(port => port.Number("nodePort") is null or 0))
            port["nodePort"] = old.Maps("ports").FirstOrDefault(one => one.Text("name") == port.Text("name"))?.Number("nodePort") ?? addresses.NextPort();
    }
}
