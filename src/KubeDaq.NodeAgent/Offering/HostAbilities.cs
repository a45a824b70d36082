namespace KubeDaq.NodeAgent.Offering;

/// <summary>What the kubelet and the container runtime of a host let the agent do.</summary>
/// <param name="HasPluginFolder">Whether the agent sees the kubelet's folder for device plugins.</param>
/// <param name="HasRegistry">Whether it sees the kubelet's folders for drivers.</param>
/// <param name="ServesClaims">Whether the API server serves resource.k8s.io/v1.</param>
/// <param name="CdiProblem">Why the runtime does not put devices of claims into containers; null when it does.</param>
internal sealed record HostAbilities(bool HasPluginFolder, bool HasRegistry, bool ServesClaims, string? CdiProblem);
