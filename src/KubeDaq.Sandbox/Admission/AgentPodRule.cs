using System.Text.Json.Nodes;
using KubeDaq.Api;
using KubeDaq.Sandbox.Http.Seams;

namespace KubeDaq.Sandbox.Admission;

/// <summary>What an agent may write of the pods of its node: the annotation by which the kubelet is had to ask again for their claims.</summary>
internal static class AgentPodRule
{
    private static readonly string[] Metadata = ["labels", "finalizers", "ownerReferences"];

    public static string? Problem(AdmissionRequest request, string node)
    {
        if (request is not { Object: { } now, OldObject: { } before })
            return null;
        if (node.Length == 0 || before["spec"]?["nodeName"]?.ToString() != node)
            return "an agent writes only pods of its own node";
        return Same(now, before) ? null : $"of a pod, an agent writes only the annotation {ApiGroup.PrepareAgainAnnotation}";
    }

    private static bool Same(JsonObject now, JsonObject before) =>
        JsonNode.DeepEquals(now["spec"], before["spec"])
        && Metadata.All(field => JsonNode.DeepEquals(now["metadata"]?[field], before["metadata"]?[field]))
        && JsonNode.DeepEquals(OtherAnnotations(now), OtherAnnotations(before));

    private static JsonObject OtherAnnotations(JsonObject pod)
    {
        var others = pod["metadata"]?["annotations"]?.DeepClone() as JsonObject ?? [];
        others.Remove(ApiGroup.PrepareAgainAnnotation);
        return others;
    }
}
