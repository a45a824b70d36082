using System.Text.Json.Nodes;

namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>AppArmor profiles in the form that was used before Kubernetes 1.30 and still counts.</summary>
internal static class AnnotationReading
{
    public static IEnumerable<HostNeed> Needs(JsonObject pod) =>
        pod.Keys("metadata", "annotations")
            .Where(key => key.StartsWith(Baseline.AppArmorAnnotation, StringComparison.Ordinal))
            .Select(key => pod.Text("metadata", "annotations", key))
            .Where(profile => profile.Length > 0 && profile != Baseline.AppArmorRuntime && !profile.StartsWith(Baseline.AppArmorLocal, StringComparison.Ordinal))
            .Select(profile => new HostNeed("metadata.annotations", Words.AppArmor + (profile == "unconfined" ? "Unconfined" : profile)));
}
