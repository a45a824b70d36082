using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.Configuration;
using KubeDaq.NodeAgent.Discovery;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.NodeAgent.Tests.Discovery;

/// <summary>Discovery over a tree, looked with by hand.</summary>
internal sealed class Look
{
    public Look(RecordedTree tree, string configuration = "", string node = "daq6.hep.ucl.ac.uk", IReadOnlyDictionary<string, IReadOnlyList<string>>? addresses = null)
    {
        var (read, errors) = ConfigurationReading.Read(configuration);
        Assert.Empty(errors);
        var options = new AgentOptions { NodeName = node, HostRoot = tree.Root };
        var context = new AgentContext(options, read!, State, null, new SilentEvents(), new Gauges(), Clock, NullLoggerFactory.Instance);
        Part = new DiscoveryPart(context, new FixedAddresses(addresses ?? new Dictionary<string, IReadOnlyList<string>>()));
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 24, 14, 2, 0, TimeSpan.Zero));

    public HostState State { get; } = new();

    public DiscoveryPart Part { get; }

    public IReadOnlyList<HostCard> Cards()
    {
        Part.Look(withFacts: true);
        return [.. State.Cards.Current!.Values];
    }

    private sealed class FixedAddresses(IReadOnlyDictionary<string, IReadOnlyList<string>> addresses) : IInterfaceAddresses
    {
        public IReadOnlyDictionary<string, IReadOnlyList<string>> Read() => addresses;
    }
}
