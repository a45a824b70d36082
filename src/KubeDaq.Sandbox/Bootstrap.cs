using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Admission;
using KubeDaq.Sandbox.Authorization;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox;

/// <summary>Makes what every new cluster has.</summary>
internal static class Bootstrap
{
    private static readonly string[] Namespaces = ["default", "kube-node-lease", "kube-public", "kube-system"];

    /// <summary>Makes what is missing.</summary>
    public static void Ensure(IObjects objects)
    {
        foreach (var name in Namespaces)
            objects.TryCreate(new("", "namespaces"), "", new() { ["metadata"] = new JsonObject { ["name"] = name } });
        DefaultRoles.Ensure(objects);
        PodPriority.EnsureClasses(objects);
        objects.TryCreate(new("", "services"), "default", Kubernetes());
    }

    private static JsonObject Kubernetes() => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = "kubernetes",
            ["labels"] = new JsonObject { ["component"] = "apiserver", ["provider"] = "kubernetes" },
        },
        ["spec"] = new JsonObject
        {
            ["clusterIP"] = "10.96.0.1",
            ["ports"] = new JsonArray(new JsonObject { ["name"] = "https", ["port"] = 443, ["targetPort"] = 6443 }),
        },
    };
}
