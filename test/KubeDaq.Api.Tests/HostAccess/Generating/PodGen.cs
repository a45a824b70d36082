using System.Text.Json.Nodes;
using CsCheck;
using static KubeDaq.Api.Tests.HostAccess.Generating.Sometimes;

namespace KubeDaq.Api.Tests.HostAccess.Generating;

/// <summary>Pods that take something of their host, or nothing, or something that is nearly allowed.</summary>
internal static class PodGen
{
    private static readonly string[] ContainerLists = ["containers", "initContainers"];

    public static readonly string[] Accounts = ["a0", "a1", "a2", "a3"];

    private static readonly string[] Paths =
        ["/data", "/data/", "/database", "/data/raw", "/data/raw/run1", "/data/raw/../../etc", "/data//raw", "/dev/vfio/1", "/", "/data/..hidden", "/data/.."];

    private static readonly Gen<JsonNode> Volumes =
        from paths in One(Paths).Array[1, 2]
        select (JsonNode)Array(paths.Select((path, i) => (JsonNode?)Object(("name", $"v{i}"), ("hostPath", Object(("path", path))))).Prepend(Object(("name", "scratch"), ("emptyDir", new JsonObject()))));

    private static readonly Gen<JsonNode> Sysctls =
        from names in One("net.core.somaxconn", "net.ipv4.tcp_rmem", "kernel.msgmax", "kernel.shm_rmid_forced", "kernel/msgmax").Array[1, 2]
        select (JsonNode)Array(names.Distinct().Select(name => (JsonNode?)Object(("name", name), ("value", "1"))));

    private static readonly Gen<JsonNode> SecurityContext = Gen.Select(
        Security.Common, Sysctls.Seldom(3), (common, sysctls) =>
        {
            if (sysctls is not null)
                common["sysctls"] = sysctls;
            return (JsonNode)common;
        });

    private static readonly Gen<JsonNode> Annotations =
        from profile in One("unconfined", "runtime/default", "localhost/daq", "")
        select (JsonNode)Object(("container.apparmor.security.beta.kubernetes.io/c0", profile), ("daq", "yes"));

    public static Gen<JsonObject> Pod { get; } =
        from hostNetwork in Flag().Seldom(2)
        from hostPid in Flag().Seldom(12)
        from hostIpc in Flag().Seldom(12)
        from hostUsers in Flag().Seldom(12)
        from volumes in Volumes.Seldom(3)
        from context in SecurityContext.Seldom(4)
        from annotations in Annotations.Seldom(8)
        from account in Text(Accounts)
        from noAccount in Gen.Int[1, 12]
        from containers in ContainerGen.Containers("c", 1, 3)
        from inits in ContainerGen.Containers("i", 1, 2).Seldom(4)
        select Put(
            Object(("hostNetwork", hostNetwork), ("hostPID", hostPid), ("hostIPC", hostIpc), ("hostUsers", hostUsers), ("volumes", volumes), ("securityContext", context),
                ("serviceAccountName", noAccount == 1 ? null : account), ("containers", containers), ("initContainers", inits)),
            annotations);

    private static JsonObject Put(JsonObject spec, JsonNode? annotations)
    {
        // A mount needs its volume, or the pod is refused before anybody judges it.
        if (spec["volumes"] is not JsonArray { Count: var count })
            count = 0;
        foreach (var container in ContainerLists.SelectMany(list => spec[list] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (container["volumeMounts"] is JsonArray mounts)
                container["volumeMounts"] = Array(mounts.Take(Math.Max(0, count - 1)).Select(mount => mount!.DeepClone()));
        }
        return Object(("apiVersion", "v1"), ("kind", "Pod"), ("metadata", Object(("name", "pod"), ("annotations", annotations))), ("spec", spec));
    }
}
