using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>Tables of core kinds that need few words.</summary>
internal static class CoreColumns
{
    /// <summary>Name and the time of creation.</summary>
    public static readonly Column[] CreatedAt = [Column.Called, new("Created At", "date", 0, (value, _) => value.Text("metadata", "creationTimestamp") ?? "")];

    /// <summary>Config maps.</summary>
    public static readonly Column[] ConfigMap = [Column.Called, new("Data", "string", 0, (value, _) => Count(value, "data") + Count(value, "binaryData")), Column.Age];

    /// <summary>Secrets.</summary>
    public static readonly Column[] Secret = [Column.Called, Column.Text("Type", value => value.Text("type") ?? ""), new("Data", "string", 0, (value, _) => Count(value, "data")), Column.Age];

    /// <summary>Namespaces.</summary>
    public static readonly Column[] Namespace = [Column.Called, Column.Text("Status", value => value.Text("status", "phase") ?? ""), Column.Age];

    /// <summary>Endpoints.</summary>
    public static readonly Column[] Endpoints = [Column.Called, Column.Text("Endpoints", Addresses), Column.Age];

    /// <summary>Services.</summary>
    public static readonly Column[] Service =
    [
        Column.Called,
        Column.Text("Type", value => value.Text("spec", "type") ?? ""),
        Column.Text("Cluster-IP", value => value.Text("spec", "clusterIP") is { Length: > 0 } address ? address : "<none>"),
        Column.Text("External-IP", ExternalAddress),
        Column.Text("Port(s)", Ports),
        Column.Age,
        Column.Text("Selector", value => Pairs(value.Map("spec", "selector")), 1),
    ];

    /// <summary>A map as <c>a=b,c=d</c>.</summary>
    public static string Pairs(JsonObject? map) =>
        map is { Count: > 0 } ? string.Join(",", map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.AsText()}")) : "<none>";

    private static int Count(JsonObject value, string key) => value.Map(key)?.Count ?? 0;

    private static string ExternalAddress(JsonObject value) => value.Text("spec", "type") switch
    {
        "ExternalName" => value.Text("spec", "externalName") ?? "",
        "LoadBalancer" => Join(value.Maps("status", "loadBalancer", "ingress").Select(item => item.Text("ip") ?? item.Text("hostname") ?? ""), "<pending>"),
        _ => Join(value.List("spec", "externalIPs").Select(item => item.AsText() ?? ""), "<none>"),
    };

    private static string Ports(JsonObject value) => Join(
        value.Maps("spec", "ports").Select(port => port.Number("nodePort") is > 0 and var node
            ? $"{port.Number("port")}:{node}/{port.Text("protocol")}"
            : $"{port.Number("port")}/{port.Text("protocol")}"),
        "<none>");

    private static string Addresses(JsonObject value)
    {
        var all = value.Maps("subsets").SelectMany(subset => subset.Maps("addresses").SelectMany(address => subset.Maps("ports").Select(port => $"{address.Text("ip")}:{port.Number("port")}"))).ToList();
        return all.Count > 3 ? $"{string.Join(",", all.Take(3))} + {all.Count - 3} more..." : Join(all, "<none>");
    }

    private static string Join(IEnumerable<string> parts, string none) => string.Join(",", parts) is { Length: > 0 } text ? text : none;
}
