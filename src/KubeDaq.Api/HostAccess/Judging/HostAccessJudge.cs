using System.Text.Json.Nodes;
using KubeDaq.Api.HostAccess.Granting;
using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Judging;

/// <summary>Decides what the compiled policy decides in the API server, and says why.</summary>
public static class HostAccessJudge
{
    /// <summary>Judges a pod.</summary>
    /// <param name="pod">The pod, or anything with a pod's metadata and spec.</param>
    /// <param name="ns">The namespace it is made in.</param>
    /// <param name="policies">The policies of the cluster.</param>
    /// <param name="mayUse">Whether the pod's service account may use the policy of a name in that namespace.</param>
    public static HostAccessVerdict Judge(JsonObject pod, string ns, PolicySet policies, Func<string, bool> mayUse)
    {
        ArgumentNullException.ThrowIfNull(pod);
        ArgumentNullException.ThrowIfNull(policies);
        var needs = PodNeeds.Of(pod);
        return new HostAccessVerdict
        {
            Needs = needs,
            Answers = [.. policies.Ranked.Select(ranked => new PolicyAnswer(ranked.Name, mayUse(ranked.Name), [.. Refusals.Of(ranked.Grants, needs)]))],
            Account = AccountOf(pod, ns),
        };
    }

    /// <summary>The service account that a pod runs under.</summary>
    public static ObjectName AccountOf(JsonObject pod, string ns)
    {
        ArgumentNullException.ThrowIfNull(pod);
        return new(ns, pod.Text("spec", "serviceAccountName") is { Length: > 0 } name ? name : "default");
    }

    /// <summary>Whether an update leaves all as it is that is judged, so that a pod that runs is never in the way of its own labels.</summary>
    public static bool IsUnchanged(JsonObject old, JsonObject pod)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(pod);
        return PodNeeds.Fields.All(field => JsonNode.DeepEquals(old.At("spec", field), pod.At("spec", field)))
            && AnnotationReading.Needs(pod).All(AnnotationReading.Needs(old).Contains);
    }
}
