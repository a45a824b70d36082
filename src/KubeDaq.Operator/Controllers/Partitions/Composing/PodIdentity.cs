using System.Text.Json;
using System.Text.Json.Nodes;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>
/// Mounts the token of a partition's account where every client looks for it. Kubernetes would do so by itself, but API servers make the token of
/// its volume good for a year (--service-account-extend-token-expiration); that of ours ends after an hour, and is replaced before.
/// </summary>
internal static class PodIdentity
{
    /// <summary>The field that says whether a token is mounted, of pods and of accounts.</summary>
    public const string Automount = "automountServiceAccountToken";

    private const string Volume = "kubedaq-identity";
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const int Seconds = 3600;

    /// <summary>As the template wants it, else as the account says; nothing where that is no token.</summary>
    public static void Mount(JsonObject spec, bool accountMounts)
    {
        if (spec[Automount] is { } wanted ? wanted.GetValueKind() == JsonValueKind.False : !accountMounts)
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
