using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>The volume with a pod's token, the cluster's certificate and the namespace, where in-cluster clients look for them.</summary>
internal static class TokenVolume
{
    /// <summary>Where it is mounted.</summary>
    public const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string NamePrefix = "kube-api-access-";

    // An hour, and a little that tells such a token from one somebody asked for.
    private const int ExpirationSeconds = 3607;

    /// <summary>Mounts it in every container that has nothing there, and adds it where one needs it.</summary>
    public static void Mount(JsonObject spec)
    {
        var present = spec.Maps("volumes").Select(volume => volume.Text("name")).FirstOrDefault(name => name?.StartsWith(NamePrefix, StringComparison.Ordinal) == true);
        var name = present ?? NameGenerator.Make(NamePrefix);
        var needed = false;
        foreach (var container in spec.Maps("initContainers").Concat(spec.Maps("containers")))
        {
            if (container.Maps("volumeMounts").Any(mount => mount.Text("mountPath") == MountPath))
                continue;
            container.ListOf("volumeMounts").Add(new JsonObject { ["name"] = name, ["readOnly"] = true, ["mountPath"] = MountPath });
            needed = true;
        }
        if (needed && present is null)
            spec.ListOf("volumes").Add(Volume(name));
    }

    private static JsonObject Volume(string name) => new()
    {
        ["name"] = name,
        ["projected"] = new JsonObject
        {
            ["sources"] = new JsonArray(
                new JsonObject { ["serviceAccountToken"] = new JsonObject { ["expirationSeconds"] = ExpirationSeconds, ["path"] = "token" } },
                new JsonObject
                {
                    ["configMap"] = new JsonObject { ["name"] = "kube-root-ca.crt", ["items"] = Items(new() { ["key"] = "ca.crt", ["path"] = "ca.crt" }) },
                },
                new JsonObject
                {
                    ["downwardAPI"] = new JsonObject
                    {
                        ["items"] = Items(new()
                        {
                            ["path"] = "namespace",
                            ["fieldRef"] = new JsonObject { ["apiVersion"] = "v1", ["fieldPath"] = "metadata.namespace" },
                        }),
                    },
                }),
            ["defaultMode"] = 420,
        },
    };

    private static JsonArray Items(JsonObject item) => [item];
}
