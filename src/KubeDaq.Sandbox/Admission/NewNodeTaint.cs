using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>A new host takes no pods before it is seen to be ready.</summary>
internal sealed class NewNodeTaint : IAdmission
{
    private const string NotReady = "node.kubernetes.io/not-ready";
    private static readonly GroupResource Nodes = new("", "nodes");

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (!request.Creates(Nodes))
            return;
        var taints = request.Spec().ListOf("taints");
        if (!taints.Any(taint => taint.Text("key") == NotReady && taint.Text("effect") == "NoSchedule"))
            taints.Add(new JsonObject { ["key"] = NotReady, ["effect"] = "NoSchedule" });
    }
}
