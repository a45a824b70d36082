using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.Sandbox.Hosts;

/// <summary>A host of a sandbox, as an agent on it finds it.</summary>
/// <param name="Name">Its name, also its node's.</param>
/// <param name="KubeletRoot">Its kubelet's folder.</param>
/// <param name="Cards">What is plugged in, with the names that it has in the cluster.</param>
public sealed record SandboxHost(string Name, string KubeletRoot, IReadOnlyList<ReadoutCard> Cards);
