using KubeDaq.Api.Meta;
using KubeDaq.Api.Schema;

namespace KubeDaq.Api.HostAccess;

/// <summary>
/// A HostAccessPolicy says what a pod may take from its host beyond the level "baseline" of the Pod Security Standards. It holds for the service accounts that have the RBAC verb "use" on it in the pod's namespace.
/// One policy must allow all that a pod takes: two policies do not add up.
/// </summary>
[KubernetesKind("hostaccesspolicies", "hostaccesspolicy", "hap", ObjectScope.Cluster)]
[PrinterColumn("Allows", ".status.allows", "What it allows, in short.")]
[PrinterColumn("Compiled", ".status.compiled", "Whether it is part of the compiled set.")]
[PrinterColumn("Enforced", ".status.enforced", "Whether pods are denied by it.")]
[PrinterColumn("Accounts", ".status.accountCount", "How many service accounts and groups may use it.", Type = "integer")]
[PrinterColumn("Age", ".metadata.creationTimestamp", "Since when it is there.", Type = "date")]
public sealed record HostAccessPolicy : KubeObject
{
    /// <summary>What it allows.</summary>
    [Mandatory]
    public HostAccessPolicySpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>What has become of it, and who may use it.</summary>
    public HostAccessPolicyStatus? Status { get; init; }
}
