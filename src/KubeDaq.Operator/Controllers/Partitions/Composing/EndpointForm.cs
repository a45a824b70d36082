using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Api.Partitions;
using KubeDaq.Operator.Pods;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Writes the headless Services and EndpointSlices of one application.</summary>
internal sealed class EndpointForm(Partition partition, Application application)
{
    public JsonObject Service(string name, ReplicaStatus first) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Service",
        ["metadata"] = Metadata(name),
        ["spec"] = new JsonObject { ["clusterIP"] = "None", ["ports"] = Ports(first) },
    };

    public JsonObject Slice(string service, ReplicaStatus replica, Pod? pod, string? address)
    {
        var metadata = Metadata($"{service}-{replica.Index}");
        metadata["labels"]!["kubernetes.io/service-name"] = service;
        metadata["labels"]!["endpointslice.kubernetes.io/managed-by"] = "kubedaq." + ApiGroup.Name;
        return new JsonObject
        {
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = metadata,
            ["addressType"] = "IPv4",
            ["endpoints"] = pod is null || address is null ? [] : new JsonArray(Endpoint(pod, address)),
            ["ports"] = Ports(replica),
        };
    }

    private static JsonObject Endpoint(Pod pod, string address) => new()
    {
        ["addresses"] = new JsonArray(address),
        ["conditions"] = new JsonObject { ["ready"] = true },
        ["nodeName"] = pod.Host,
        ["targetRef"] = new JsonObject
        {
            ["kind"] = "Pod",
            ["namespace"] = pod.Name.Namespace,
            ["name"] = pod.Name.Name,
            ["uid"] = pod.Uid,
        },
    };

    private JsonObject Metadata(string name)
    {
        var metadata = Ownership.Metadata(partition, name);
        metadata["labels"]![ApiGroup.ApplicationLabel] = application.Name;
        return metadata;
    }

    private JsonArray Ports(ReplicaStatus replica) => new([.. application.Ports
        .Where(claim => replica.Ports?.ContainsKey(claim.Name) == true)
        .Select(claim => new JsonObject
        {
            ["name"] = claim.Name,
            ["port"] = replica.Ports![claim.Name],
            ["protocol"] = claim.Protocol,
        })]);
}
