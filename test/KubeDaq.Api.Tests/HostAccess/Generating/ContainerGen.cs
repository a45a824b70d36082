using System.Text.Json.Nodes;
using CsCheck;
using static KubeDaq.Api.Tests.HostAccess.Generating.Sometimes;

namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>Containers, of which one may be well-behaved beside one that is not.</summary>
internal static class ContainerGen
{
    private static readonly Gen<JsonNode> Capabilities =
        from names in One("IPC_LOCK", "ipc_lock", "SYS_NICE", "CHOWN", "chown", "NET_ADMIN", "ALL", "all", "SYS_ADMIN").Array[1, 3]
        select (JsonNode)Object(("add", Array(names.Distinct().Select(name => (JsonNode?)name))));

    private static readonly Gen<JsonNode> SecurityContext =
        from common in Security.Common
        from privileged in Flag().Seldom(8)
        from escalation in Flag().Seldom(2)
        from procMount in Text("Default", "Unmasked").Seldom(6)
        from capabilities in Capabilities.Seldom(2)
        select (JsonNode)With(common, ("privileged", privileged), ("allowPrivilegeEscalation", escalation), ("procMount", procMount), ("capabilities", capabilities));

    private static readonly Gen<JsonNode> Ports =
        from ports in One(0, 22, 80, 29999, 30000, 31000, 32000, 32001).Array[1, 2]
        select (JsonNode)Array(ports.Distinct().Select(port => (JsonNode?)Object(("containerPort", port == 0 ? 8080 : port), ("hostPort", port == 0 ? null : port), ("protocol", "TCP"))));

    private static readonly Gen<JsonNode> Resources =
        from small in Text("512Mi", "1Gi", "1025Mi").Seldom(3)
        from large in Text("1Gi", "16Gi", "17Gi").Seldom(3)
        from card in One("dune.daq/flxcard-apa001", "dune.daq/flxcard-apa002", "dune.daq/mezzanine", "example.com/gpu").Seldom(3)
        select (JsonNode)Object(("limits", Object(
            ("memory", "64Mi"), ("hugepages-2Mi", small), ("hugepages-1Gi", large), (card ?? "none", card is null ? null : "1"))));

    private static readonly Gen<JsonNode> Probe =
        from host in Text("127.0.0.1", "daq.example.org").Seldom(2)
        from tcp in Gen.Bool
        select (JsonNode)Object((tcp ? "tcpSocket" : "httpGet", Object(("host", host), ("port", 80))));

    private static readonly Gen<JsonNode> Lifecycle =
        from probe in Probe
        from start in Gen.Bool
        select (JsonNode)Object((start ? "postStart" : "preStop", probe));

    private static readonly Gen<JsonNode> Mounts =
        from readOnly in Flag().Seldom(2).Array[2]
        select (JsonNode)Array(readOnly.Select((flag, i) => (JsonNode?)Object(("name", $"v{i}"), ("mountPath", $"/mnt/{i}"), ("readOnly", flag))));

    public static Gen<JsonNode> Containers(string prefix, int least, int most) =>
        from containers in Container.Array[least, most]
        select (JsonNode)Array(containers.Select((container, i) => (JsonNode?)With(container, ("name", $"{prefix}{i}"))));

    private static Gen<JsonObject> Container { get; } =
        from context in SecurityContext.Seldom(2)
        from ports in Ports.Seldom(3)
        from resources in Resources.Seldom(4)
        from probe in Probe.Seldom(8)
        from lifecycle in Lifecycle.Seldom(10)
        from mounts in Mounts.Seldom(2)
        select Object(("image", "registry/readout:v5"), ("securityContext", context), ("ports", ports), ("resources", resources),
            ("readinessProbe", probe), ("lifecycle", lifecycle), ("volumeMounts", mounts));

    private static JsonObject With(JsonObject value, params IEnumerable<(string Name, JsonNode? Value)> fields)
    {
        foreach (var (name, field) in fields.Where(field => field.Value is not null))
            value[name] = field;
        return value;
    }
}
