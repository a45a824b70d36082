using System.Text.Json.Nodes;
using KubeDaq.Api;

namespace KubeDaq.Operator.Controllers.Partitions.Composing;

/// <summary>Makes the pod of a replica from its application's template. Fields that nobody here knows stay as they are.</summary>
internal static class PodComposer
{
    public static JsonObject Compose(PodInput input)
    {
        var template = input.Application.Template;
        var spec = Copy(template["spec"]);
        PodPlacement.Restrict(spec, input.Replica.Hosts);
        PodNetwork.Declare(spec, input);
        PodCards.Request(spec, template, input.Replica.Cards);
        CvmfsMounts.Add(spec, input.Application.Cvmfs);
        PodEnvironment.Add(spec, input);
        PodIdentity.Mount(spec, input.AccountMounts);
        spec["serviceAccountName"] = Identity.ServiceAccount(input.Partition);
        // Kubernetes' old name of the same field must agree with it.
        spec.Remove("serviceAccount");
        return new JsonObject
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Pod",
            ["metadata"] = Metadata(input, Copy(template["metadata"])),
            ["spec"] = spec,
        };
    }

    private static JsonObject Metadata(PodInput input, JsonObject given)
    {
        var labels = Copy(given["labels"]);
        labels[ApiGroup.PartitionLabel] = input.Partition.Metadata.Name;
        labels[ApiGroup.ApplicationLabel] = input.Application.Name;
        labels[ApiGroup.ReplicaLabel] = $"{input.Replica.Index}";
        var annotations = Copy(given["annotations"]);
        annotations[PodMarks.Lease] = input.LeaseTag;
        annotations[PodMarks.TemplateHash] = TemplateHash.Of(input.Partition, input.Application);
        given["labels"] = labels;
        given["annotations"] = annotations;
        given["name"] = input.Replica.Pod;
        given["namespace"] = input.Partition.Metadata.Namespace;
        given["ownerReferences"] = new JsonArray(Ownership.By(input.Partition));
        given.Remove("generateName");
        return given;
    }

    private static JsonObject Copy(JsonNode? node) => node?.DeepClone() as JsonObject ?? [];
}
