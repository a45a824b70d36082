using System.Text.Json;
using System.Text.Json.Nodes;
using KubeDaq.Api.Partitions;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// Mounts the token of the partition's own account where every client looks for it. Kubernetes would do so by itself, but API servers make the token of
/// its volume good for a year (--service-account-extend-token-expiration); that of ours ends after an hour, and is replaced before.
/// </summary>
internal static class PodIdentity
{
    private const string Volume = "kubedaq-identity";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const int Seconds = 3600;

    /// <summary>Nothing where the template wants no token, and where the user's own account says by itself whether it is mounted.</summary>
    public static void Mount(JsonObject spec, Partition partition)
    {
        if (!string.IsNullOrEmpty(partition.Spec.ServiceAccountName) || spec["automountServiceAccountToken"]?.GetValueKind() == JsonValueKind.False)
            return;
        var containers = Items(spec, "initContainers").Concat(Items(spec, "containers")).Where(container => !HasOne(container)).ToList();
        foreach (var container in containers)
            List(container, "volumeMounts").Add(new JsonObject { ["name"] = Volume, ["readOnly"] = true, ["mountPath"] = MountPath });
        if (containers.Count > 0)
            List(spec, "volumes").Add(new JsonObject { ["name"] = Volume, ["projected"] = new JsonObject { ["sources"] = Sources() } });
    }

    private static bool HasOne(JsonObject container) => Items(container, "volumeMounts").Any(mount => (string?)mount["mountPath"] == MountPath);

    private static JsonArray Sources() =>
    [
        new JsonObject { ["serviceAccountToken"] = new JsonObject { ["path"] = "token", ["expirationSeconds"] = Seconds } },
        new JsonObject { ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = new JsonArray(new JsonObject { ["key"] = "ca.crt", ["path"] = "ca.crt" }) } },
        new JsonObject
        {
            ["downwardAPI"] = new JsonObject
            {
                ["items"] = new JsonArray(new JsonObject { ["path"] = "namespace", ["fieldRef"] = new JsonObject { ["fieldPath"] = "metadata.namespace" } }),
            },
        },
    ];

    private static IEnumerable<JsonObject> Items(JsonObject owner, string list) => (owner[list] as JsonArray ?? []).OfType<JsonObject>();

    private static JsonArray List(JsonObject owner, string name)
    {
        if (owner[name] is not JsonArray list)
            owner[name] = list = [];
        return list;
    }
}
