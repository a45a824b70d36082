namespace KubeDaq.Api.HostAccess.Needs;

/// <summary>One thing that a pod takes from its host beyond the level "baseline".</summary>
/// <param name="Place">The part of the pod that takes it: spec, spec.volumes[data], spec.containers[readout], metadata.annotations.</param>
/// <param name="What">What it takes: the field, and the value where there is a choice, such as hostNetwork or hostPort 30000.</param>
public sealed record HostNeed(string Place, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Place}: {What}";
}
