using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Identity;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Admission;

/// <summary>
/// The rule of deploy/requested-by-policy.yaml: who asked for a partition, and who last started or stopped it, is written by that person and stays.
/// </summary>
internal sealed class RequestedByRule : IAdmission
{
    private const string Policy = "kubedaq-requested-by";

    /// <inheritdoc/>
    public void Admit(AdmissionRequest request)
    {
        if (request.Request.GroupResource != PartitionFields.Partitions || request.Request.Subresource.Length > 0 || request.Object is not { } partition
            || request.User.Groups.Contains(Groups.Masters))
            return;
        var (old, me) = (request.OldObject, request.User.Name);
        var (person, before) = (Person(partition), Person(old));
        if (person != before && (before.Length > 0 || person != me))
            throw request.Refused(Policy, "spec.requestedBy must be your own user name, and stays as it is from then on; 'kubedaq apply' writes it so");
        var changer = Changer(partition);
        var changesState = old is null || PartitionFields.State(partition) != PartitionFields.State(old);
        if (changesState ? changer.Length > 0 && changer != me : changer != Changer(old))
            throw request.Refused(Policy, "spec.stateChangedBy must be your own user name where spec.state changes, and stays as it is otherwise; 'kubedaq start' and 'kubedaq stop' write it so");
    }

    private static string Person(JsonObject? partition) => partition.Text("spec", "requestedBy") ?? "";

    private static string Changer(JsonObject? partition) => partition.Text("spec", "stateChangedBy") ?? "";
}
