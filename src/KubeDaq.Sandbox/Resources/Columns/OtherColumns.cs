using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Resources.Columns;

/// <summary>The tables of the smaller groups.</summary>
internal static class OtherColumns
{
    /// <summary>Leases.</summary>
    public static readonly Column[] Lease = [Column.Called, Column.Text("Holder", value => value.Text("spec", "holderIdentity") ?? ""), Column.Age];

    /// <summary>Disruption budgets.</summary>
    public static readonly Column[] DisruptionBudget =
    [
        Column.Called,
        Column.Text("Min Available", value => value.At("spec", "minAvailable")?.ToString() ?? "N/A"),
        Column.Text("Max Unavailable", value => value.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
        Column.Count("Allowed Disruptions", value => value.Number("status", "disruptionsAllowed") ?? 0),
        Column.Age,
    ];

    /// <summary>Priority classes.</summary>
    public static readonly Column[] PriorityClass =
    [
        Column.Called,
        Column.Count("Value", value => value.Number("value") ?? 0),
        new("Global-Default", "boolean", 0, (value, _) => value.Flag("globalDefault")),
        Column.Age,
        Column.Text("PreemptionPolicy", value => value.Text("preemptionPolicy") ?? ""),
    ];

    /// <summary>Bindings of roles.</summary>
    public static readonly Column[] RoleBinding =
    [
        Column.Called,
        Column.Text("Role", value => $"{value.Text("roleRef", "kind")}/{value.Text("roleRef", "name")}"),
        Column.Age,
        Column.Text("Users", value => Subjects(value, "User"), 1),
        Column.Text("Groups", value => Subjects(value, "Group"), 1),
        Column.Text("ServiceAccounts", value => Subjects(value, "ServiceAccount"), 1),
    ];

    /// <summary>Admission policies.</summary>
    public static readonly Column[] AdmissionPolicy =
    [
        Column.Called,
        Column.Count("Validations", value => value.List("spec", "validations").Count()),
        Column.Text("ParamKind", value => value.Map("spec", "paramKind") is { } kind ? $"{kind.Text("apiVersion")}/{kind.Text("kind")}" : "<unset>"),
        Column.Age,
    ];

    /// <summary>Their bindings.</summary>
    public static readonly Column[] AdmissionBinding =
    [
        Column.Called,
        Column.Text("PolicyName", value => value.Text("spec", "policyName") ?? ""),
        Column.Text("ParamRef", value => value.Map("spec", "paramRef") is { } parameter ? $"{parameter.Text("namespace") ?? "*"}/{parameter.Text("name") ?? "*"}" : "<unset>"),
        Column.Age,
    ];

    /// <summary>Slices of devices.</summary>
    public static readonly Column[] ResourceSlice =
    [
        Column.Called,
        Column.Text("Node", value => value.Text("spec", "nodeName") ?? "<unset>"),
        Column.Text("Driver", value => value.Text("spec", "driver") ?? ""),
        Column.Text("Pool", value => value.Text("spec", "pool", "name") ?? ""),
        Column.Age,
    ];

    /// <summary>Claims of devices.</summary>
    public static readonly Column[] ResourceClaim = [Column.Called, Column.Text("State", ClaimState), Column.Age];

    /// <summary>Slices of endpoints.</summary>
    public static readonly Column[] EndpointSlice =
    [
        Column.Called,
        Column.Text("AddressType", value => value.Text("addressType") ?? ""),
        Column.Text("Ports", value => Short(value.Maps("ports").Select(port => port.Number("port")?.ToString() ?? "*"), "<unset>")),
        Column.Text("Endpoints", value => Short(value.Maps("endpoints").SelectMany(endpoint => endpoint.List("addresses")).Select(address => address.AsText() ?? ""), "<unset>")),
        Column.Age,
    ];

    /// <summary>Ingresses.</summary>
    public static readonly Column[] Ingress =
    [
        Column.Called,
        Column.Text("Class", value => value.Text("spec", "ingressClassName") ?? "<none>"),
        Column.Text("Hosts", value => Short(value.Maps("spec", "rules").Select(rule => rule.Text("host") ?? "*"), "*")),
        Column.Text("Address", value => string.Join(",", value.Maps("status", "loadBalancer", "ingress").Select(item => item.Text("ip") ?? item.Text("hostname")))),
        Column.Text("Ports", value => value.List("spec", "tls").Any() ? "80, 443" : "80"),
        Column.Age,
    ];

    /// <summary>Network policies.</summary>
    public static readonly Column[] NetworkPolicy = [Column.Called, Column.Text("Pod-Selector", value => SelectorText.Of(value.Map("spec", "podSelector"))), Column.Age];

    private static string Subjects(JsonObject value, string kind) => string.Join(", ", value.Maps("subjects")
        .Where(subject => subject.Text("kind") == kind)
        .Select(subject => kind == "ServiceAccount" ? $"{subject.Text("namespace")}/{subject.Text("name")}" : subject.Text("name")));

    private static string ClaimState(JsonObject value)
    {
        var parts = new List<string>();
        if (value.Text("metadata", "deletionTimestamp") is not null)
            parts.Add("deleted");
        parts.Add(value.Map("status", "allocation") is null ? "pending" : value.List("status", "reservedFor").Any() ? "allocated,reserved" : "allocated");
        return string.Join(",", parts);
    }

    private static string Short(IEnumerable<string> parts, string none)
    {
        var all = parts.ToList();
        return all.Count == 0 ? none : all.Count > 3 ? $"{string.Join(",", all.Take(3))} + {all.Count - 3} more..." : string.Join(",", all);
    }
}
