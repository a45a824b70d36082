using KubeDaq.Api.HostAccess.Needs;
using KubeDaq.Api.Meta;

namespace KubeDaq.Api.HostAccess.Judging;

/// <summary>Whether a pod may take what it takes from its host, with the reason.</summary>
public sealed record HostAccessVerdict
{
    /// <summary>What the pod takes.</summary>
    public required PodNeeds Needs { get; init; }

    /// <summary>Each policy's answer, the least privileged policy first.</summary>
    public required IReadOnlyList<PolicyAnswer> Answers { get; init; }

    /// <summary>Whether the pod is admitted.</summary>
    public bool IsAllowed => Needs.IsBaseline || AdmittedBy is not null;

    /// <summary>The least privileged policy that admits the pod; null where none does, or none is needed.</summary>
    public string? AdmittedBy => Needs.IsBaseline ? null : Answers.FirstOrDefault(answer => answer.Admits)?.Policy;

    /// <summary>The service account that the pod runs under.</summary>
    public required ObjectName Account { get; init; }

    /// <summary>What the API server says where the pod is denied.</summary>
    public string Denial => Denials.OfHostAccess(Account, Needs, [.. Answers.Where(answer => answer.Fits).Select(answer => answer.Policy)]);
}

/// <summary>What one policy says to a pod.</summary>
/// <param name="Policy">The name of the policy.</param>
/// <param name="MayUse">Whether the pod's service account may use it.</param>
/// <param name="Refusals">What the policy does not allow of what the pod takes, each as a sentence.</param>
public sealed record PolicyAnswer(string Policy, bool MayUse, IReadOnlyList<string> Refusals)
{
    /// <summary>Whether the policy allows all that the pod takes.</summary>
    public bool Fits => Refusals.Count == 0;

    /// <summary>Whether the pod is admitted by it.</summary>
    public bool Admits => Fits && MayUse;
}
