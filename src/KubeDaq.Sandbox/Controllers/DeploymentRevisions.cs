using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>The ReplicaSets of a Deployment, one for each template that it had.</summary>
internal sealed class DeploymentRevisions(IObjects objects)
{
    private const string Revision = "deployment.kubernetes.io/revision";
    private const string HashLabel = "pod-template-hash";
    private const string Letters = "bcdfghjklmnpqrstvwxz2456789";

    /// <summary>Whether a ReplicaSet has the Deployment's present template.</summary>
    public static bool IsOf(JsonObject set, JsonObject deployment)
    {
        var template = set.At("spec", "template")?.DeepClone() as JsonObject ?? [];
        (template.At("metadata", "labels") as JsonObject)?.Remove(HashLabel);
        return JsonNode.DeepEquals(template, deployment.At("spec", "template"));
    }

    /// <summary>The ReplicaSet of the present template, made where it is missing, with the newest revision's number.</summary>
    public JsonObject? Ensure(JsonObject deployment, IReadOnlyList<JsonObject> sets, JsonObject? current, long replicas)
    {
        var newest = sets.Where(set => set.Uid() != current?.Uid()).Select(Number).DefaultIfEmpty(0).Max();
        current ??= objects.TryCreate(Kinds.ReplicaSets, deployment.Namespace(), New(deployment, replicas))?.Value;
        if (current is null)
            return null;
        var number = Math.Max(newest + 1, Number(current));
        Mark(Kinds.ReplicaSets, current, number);
        Mark(Kinds.Deployments, deployment, number);
        return objects.Get(Kinds.ReplicaSets, current.Namespace(), current.Name())?.Value;
    }

    /// <summary>Removes old ones beyond the history limit.</summary>
    public void Prune(JsonObject deployment, IReadOnlyList<JsonObject> sets, JsonObject? current)
    {
        var idle = sets.Where(set => set.Uid() != current?.Uid() && set.Number("spec", "replicas") == 0 && (set.Number("status", "replicas") ?? 0) == 0).OrderByDescending(Number);
        foreach (var set in idle.Skip((int)(deployment.Number("spec", "revisionHistoryLimit") ?? 10)))
            objects.Delete(Kinds.ReplicaSets, set.Namespace(), set.Name(), propagation: "Background", uid: set.Uid());
    }

    private static long Number(JsonObject set) => long.TryParse(set.Text("metadata", "annotations", Revision), out var number) ? number : 0;

    private void Mark(GroupResource resource, JsonObject value, long number) => objects.Update(resource, value.Namespace(), value.Name(), copy =>
    {
        copy.Metadata().Ensure("annotations")[Revision] = number.ToString();
        return true;
    }, uid: value.Uid());

    private JsonObject New(JsonObject deployment, long replicas)
    {
        var hash = Hash(deployment);
        var template = deployment.At("spec", "template")!.DeepClone().AsObject();
        template.Ensure("metadata").Ensure("labels")[HashLabel] = hash;
        var selector = deployment.At("spec", "selector")!.DeepClone().AsObject();
        selector.Ensure("matchLabels")[HashLabel] = hash;
        var spec = new JsonObject { ["replicas"] = replicas, ["selector"] = selector, ["template"] = template };
        if (deployment.At("spec", "minReadySeconds") is { } least)
            spec["minReadySeconds"] = least.DeepClone();
        return new()
        {
            ["apiVersion"] = "apps/v1",
            ["kind"] = "ReplicaSet",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{deployment.Name()}-{hash}",
                ["labels"] = template.At("metadata", "labels")!.DeepClone(),
                ["annotations"] = new JsonObject
                {
                    ["deployment.kubernetes.io/desired-replicas"] = $"{deployment.Number("spec", "replicas") ?? 1}",
                    ["deployment.kubernetes.io/max-replicas"] = $"{deployment.Number("spec", "replicas") ?? 1}",
                },
                ["ownerReferences"] = Ownership.By(deployment),
            },
            ["spec"] = spec,
        };
    }

    // A name taken by a ReplicaSet of somebody else is avoided by counting on.
    private string Hash(JsonObject deployment)
    {
        for (var attempt = 0; ; attempt++)
        {
            var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(deployment.At("spec", "template")!.ToJsonString() + attempt));
            var hash = string.Concat(bytes.Take(10).Select(one => Letters[one % Letters.Length]));
            if (objects.Get(Kinds.ReplicaSets, deployment.Namespace(), $"{deployment.Name()}-{hash}") is null || attempt == 9)
                return hash;
        }
    }
}
