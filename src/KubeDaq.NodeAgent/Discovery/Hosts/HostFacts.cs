using KubeDaq.Api.DaqHosts;

namespace KubeDaq.NodeAgent.Discovery.Hosts;

/// <summary>What a host has beside its cards.</summary>
internal sealed record HostFacts
{
    public IReadOnlyList<HostInterface> Interfaces { get; init; } = [];

    public IReadOnlyList<HostNetwork> Networks { get; init; } = [];

    public IReadOnlyList<HostHugePages> HugePages { get; init; } = [];

    public IReadOnlyList<HostNumaNode> NumaNodes { get; init; } = [];

    public IReadOnlyList<HostDriver> Drivers { get; init; } = [];
}
