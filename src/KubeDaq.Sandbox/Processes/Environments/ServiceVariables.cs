using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Environments;

/// <summary>The variables by which a container finds the API server and the Services of its namespace.</summary>
internal sealed class ServiceVariables(IObjects objects, Func<Uri> api)
{
    // There is no proxy for Services here: the variables lead to the API server itself.
    private const string ApiService = "kubernetes";

    /// <summary>All variables for a pod.</summary>
    public Dictionary<string, string> For(JsonObject pod)
    {
        var variables = new Dictionary<string, string>();
        if (pod.At("spec", "enableServiceLinks") is null || pod.Flag("spec", "enableServiceLinks"))
        {
            foreach (var service in objects.List(Kinds.Services, pod.Namespace()).Items.Select(item => item.Value).Where(service => service.Name() != ApiService))
                Add(variables, service.Name(), service.Text("spec", "clusterIP"), service.Maps("spec", "ports").ToList());
        }
        Add(variables, ApiService, api().Host, [new() { ["name"] = "https", ["port"] = api().Port, ["protocol"] = "TCP" }]);
        return variables;
    }

    private static void Add(Dictionary<string, string> variables, string service, string? address, List<JsonObject> ports)
    {
        if (address is null or "" or "None" || ports.Count == 0)
            return;
        var name = service.ToUpperInvariant().Replace('-', '_');
        variables[name + "_SERVICE_HOST"] = address;
        variables[name + "_SERVICE_PORT"] = $"{ports[0].Number("port")}";
        variables[name + "_PORT"] = Url(address, ports[0]);
        foreach (var port in ports)
        {
            var protocol = port.Text("protocol") ?? "TCP";
            var prefix = $"{name}_PORT_{port.Number("port")}_{protocol}";
            if (port.Text("name") is { Length: > 0 } portName)
                variables[$"{name}_SERVICE_PORT_{portName.ToUpperInvariant().Replace('-', '_')}"] = $"{port.Number("port")}";
            variables[prefix] = Url(address, port);
            variables[prefix + "_PROTO"] = Protocol(port);
            variables[prefix + "_PORT"] = $"{port.Number("port")}";
            variables[prefix + "_ADDR"] = address;
        }
    }

    private static string Protocol(JsonObject port) => (port.Text("protocol") ?? "TCP") == "UDP" ? "udp" : "tcp";

    private static string Url(string address, JsonObject port) => $"{Protocol(port)}://{address}:{port.Number("port")}";
}
