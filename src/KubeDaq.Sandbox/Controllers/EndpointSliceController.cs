using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Sandbox.Storage;
using Microsoft.Extensions.Logging;
using LabelSelector = KubeDaq.Sandbox.Selection.LabelSelector;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Keeps an EndpointSlice with the pods behind each Service that has a selector.</summary>
internal sealed class EndpointSliceController(IObjects objects, TimeProvider time, ILogger log) : Controller(objects, time, log)
{
    private const string Maker = "endpointslice-controller.k8s.io";

    /// <inheritdoc/>
    protected override IReadOnlyList<(GroupResource, Func<JsonObject, IEnumerable<ObjectName>>)> Sources => [(Kinds.Services, Itself), (Kinds.Pods, Services)];

    /// <inheritdoc/>
    protected override TimeSpan? Reconcile(ObjectName name)
    {
        var slice = name.Name + "-sandbox";
        if (Objects.Get(Kinds.Services, name.Namespace, name.Name)?.Value is not { } service || Selector(service) is not { } selector)
        {
            if (Objects.Get(Kinds.EndpointSlices, name.Namespace, slice)?.Value.Text("metadata", "labels", "endpointslice.kubernetes.io/managed-by") == Maker)
                Objects.Delete(Kinds.EndpointSlices, name.Namespace, slice);
            return null;
        }
        var pods = Objects.List(Kinds.Pods, name.Namespace).Items.Select(item => item.Value)
            .Where(pod => selector.Matches(pod.Map("metadata", "labels")) && pod.Text("status", "podIP") is not null && pod.Text("status", "phase") is not ("Succeeded" or "Failed"))
            .ToList();
        Write(service, slice, new([.. pods.Select(Endpoint)]), Ports(service, pods.FirstOrDefault()));
        return null;
    }

    private IEnumerable<ObjectName> Services(JsonObject pod) => Objects.List(Kinds.Services, pod.Namespace()).Items
        .Where(service => Selector(service.Value)?.Matches(pod.Map("metadata", "labels")) == true)
        .Select(service => new ObjectName(service.Key.Namespace, service.Key.Name));

    private static LabelSelector? Selector(JsonObject service) => service.Map("spec", "selector") is { Count: > 0 } labels
        ? LabelSelector.FromObject(new() { ["matchLabels"] = labels.DeepClone() })
        : null;

    private static JsonObject Endpoint(JsonObject pod)
    {
        var ready = ChildPods.IsReady(pod);
        var leaving = pod.At("metadata", "deletionTimestamp") is not null;
        return new()
        {
            ["addresses"] = new JsonArray(pod.Text("status", "podIP")),
            ["conditions"] = new JsonObject { ["ready"] = ready && !leaving, ["serving"] = ready, ["terminating"] = leaving },
            ["nodeName"] = pod.Text("spec", "nodeName"),
            ["targetRef"] = new JsonObject { ["kind"] = "Pod", ["namespace"] = pod.Namespace(), ["name"] = pod.Name(), ["uid"] = pod.Uid() },
        };
    }

    private static JsonArray Ports(JsonObject service, JsonObject? pod) => new([.. service.Maps("spec", "ports").Select(port => new JsonObject
    {
        ["name"] = port.Text("name") ?? "",
        ["protocol"] = port.Text("protocol") ?? "TCP",
        ["port"] = port.Number("targetPort") ?? Named(pod, port.Text("targetPort")) ?? port.Number("port"),
    })]);

    private static long? Named(JsonObject? pod, string? name) => name is null ? null : pod.Maps("spec", "containers")
        .SelectMany(container => container.Maps("ports")).FirstOrDefault(port => port.Text("name") == name).Number("containerPort");

    private void Write(JsonObject service, string name, JsonArray endpoints, JsonArray ports)
    {
        var written = Objects.Update(Kinds.EndpointSlices, service.Namespace(), name, value =>
        {
            value["endpoints"] = endpoints.DeepClone();
            value["ports"] = ports.DeepClone();
            return true;
        });
        if (written is not null)
            return;
        Objects.TryCreate(Kinds.EndpointSlices, service.Namespace(), new()
        {
            ["apiVersion"] = "discovery.k8s.io/v1",
            ["kind"] = "EndpointSlice",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = service.Name(), ["endpointslice.kubernetes.io/managed-by"] = Maker },
                ["ownerReferences"] = Ownership.By(service),
            },
            ["addressType"] = "IPv4",
            ["endpoints"] = endpoints,
            ["ports"] = ports,
        });
    }
}
