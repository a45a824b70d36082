using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// The rule of deploy/operate-policy.yaml: who has no verb <c>update</c> on a partition changes whether it runs and nothing else, and that with the
/// verb <c>operate</c>.
/// </summary>
internal sealed class OperateRule(IAuthorizer authorizer) : IAdmission
{
    private const string Policy = "kubedaq-operate";

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Operation != "UPDATE" || request.Request.GroupResource != PartitionFields.Partitions || request.Request.Subresource.Length > 0
            || request.Object is not { } partition || request.OldObject is not { } old || May(request, "update"))
            return;
        if (!PartitionFields.DifferOnlyInState(old, partition))
            throw request.Refused(Policy, "to change a partition, other than to start or stop it, needs the verb \"update\" on partitions.dune.daq; ask an expert");
        if (!May(request, "operate"))
            throw request.Refused(Policy, "to start or stop a partition needs the verb \"operate\" on partitions.dune.daq; ask an administrator for the role kubedaq-shifter");
    }

    private bool May(AdmissionRequest request, string verb) =>
        authorizer.Authorize(request.User, request.Request with { Verb = verb, Name = request.Object!.Name() }).Allowed;
}
