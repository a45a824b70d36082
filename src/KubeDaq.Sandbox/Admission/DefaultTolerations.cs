using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>Lets a pod stay for five minutes on a host that is not ready or cannot be reached, where it does not say otherwise.</summary>
internal sealed class DefaultTolerations : IAdmission
{
    private const int Seconds = 300;
    private static readonly string[] Taints = ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"];

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (!request.Creates(Writes.Pods))
            return;
        var spec = request.Spec();
        foreach (var taint in Taints)
        {
            var tolerations = spec.ListOf("tolerations");
            if (!tolerations.Any(toleration => Tolerates(toleration, taint)))
                tolerations.Add(Toleration(taint));
        }
    }

    private static bool Tolerates(JsonNode? toleration, string taint) =>
        (toleration.Text("key") is null or "" || toleration.Text("key") == taint) && toleration.Text("effect") is "NoExecute" or "" or null;

    private static JsonObject Toleration(string taint) =>
        new() { ["key"] = taint, ["operator"] = "Exists", ["effect"] = "NoExecute", ["tolerationSeconds"] = Seconds };
}
