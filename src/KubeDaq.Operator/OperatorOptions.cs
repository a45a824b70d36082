using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Planning;

namespace KubeDaq.Operator;

/// <summary>How the operator runs.</summary>
public sealed record OperatorOptions
{
    /// <summary>Whether it waits to be elected; without, several work at the same time, which is safe and wasteful.</summary>
    public bool LeaderElection { get; init; } = true;

    /// <summary>The Lease by which a leader is elected.</summary>
    public ObjectName Lease { get; init; } = new("kubedaq-system", "kubedaq-operator");

    /// <summary>Where /healthz, /readyz and /metrics are served; null for nowhere, 0 for any free port.</summary>
    public int? MetricsPort { get; init; } = 8080;

    /// <summary>The address it is served on.</summary>
    public string MetricsAddress { get; init; } = "0.0.0.0";

    /// <summary>What happens in governed namespaces to pods that no HostAccessPolicy admits.</summary>
    public HostAccessMode HostAccessMode { get; init; }

    /// <summary>Host ports that may be allotted.</summary>
    public PortRange HostPorts { get; init; } = PortRange.Default;
}
