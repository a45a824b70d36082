using System.Net;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent;

/// <summary>How the agent was started.</summary>
internal sealed record AgentOptions
{
    /// <summary>The name of this host's node, and so of its DaqHost.</summary>
    public required string NodeName { get; init; }

    /// <summary>The folder that the host's <c>/</c> is seen at: <c>/</c>, or a mount of it in the agent's pod, or a recorded tree.</summary>
    public string HostRoot { get; init; } = "/";

    /// <summary>The kubelet's folder, as the agent sees it.</summary>
    public string KubeletRoot { get; init; } = "/var/lib/kubelet";

    /// <summary>Where the agent keeps what must outlive it: its checkpoint.</summary>
    public string StateFolder { get; init; } = "/var/lib/kubedaq-agent";

    /// <summary>Where the container runtime looks for CDI files, as the agent sees it.</summary>
    public string CdiFolder { get; init; } = "/var/run/cdi";

    /// <summary>The configuration; the built-in one counts where this is null.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The way to the API server; the pod's service account where this is null.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Work without an API server: discover and offer, but report nothing.</summary>
    public bool Alone { get; init; }

    /// <summary>How cards are offered; null leaves it to the configuration, and to what the kubelet and the runtime can do.</summary>
    public OfferMode? Mode { get; init; }

    /// <summary>Where <c>/healthz</c>, <c>/readyz</c> and <c>/metrics</c> are served, null for nowhere.</summary>
    public IPEndPoint? MetricsEndpoint { get; init; }
}
