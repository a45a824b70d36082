using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>Nothing is written into a namespace that does not exist, nothing new into one that is going, and the cluster's own stay.</summary>
internal sealed class NamespaceLifecycle(IObjects objects) : IAdmission
{
    private static readonly GroupResource Namespaces = new("", "namespaces");
    private static readonly string[] Lasting = ["default", "kube-system", "kube-public"];
    private static readonly GroupResource LocalReviews = new("authorization.k8s.io", "localsubjectaccessreviews");

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        var (kind, ns) = (request.Request.GroupResource, request.Request.Namespace);
        if (kind == Namespaces)
        {
            if (request.Operation == "DELETE" && Lasting.Contains(request.Request.Name))
                throw request.Refuse("this namespace may not be deleted");
            return;
        }
        // A review must not tell whether a namespace exists.
        if (ns.Length == 0 || request.Operation == "DELETE" || kind == LocalReviews)
            return;
        var found = objects.Get(Namespaces, "", ns) ?? throw StatusException.NotFound(Namespaces, ns);
        if (request.Operation == "CREATE" && found.Value.Text("status", "phase") == "Terminating")
        {
            throw request.Refuse($"unable to create new content in namespace {ns} because it is being terminated",
                [new("NamespaceTerminating", $"namespace {ns} is being terminated", "metadata.namespace")]);
        }
    }
}
