using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>The way in which a host offers its cards, and why.</summary>
/// <param name="Mode">The way; null where none can be.</param>
/// <param name="Reason">One CamelCase word.</param>
/// <param name="Message">A sentence.</param>
internal sealed record ModeChoice(OfferMode? Mode, string Reason, string Message)
{
    /// <summary>Chooses: what the configuration wants where the host can do it, else what the host can do.</summary>
    public static ModeChoice Of(OfferMode? wanted, HostAbilities host) => wanted switch
    {
        OfferMode.DevicePlugin when !host.HasPluginFolder => new(null, "NoKubelet", "mode DevicePlugin is configured, but the kubelet's folder device-plugins is not there"),
        OfferMode.Dra when !host.HasRegistry => new(null, "NoKubelet", "mode Dra is configured, but the kubelet's folder plugins_registry is not there"),
        OfferMode.Dra when !host.ServesClaims => new(null, "NoClaims", "mode Dra is configured, but the API server does not serve resource.k8s.io/v1 (Kubernetes 1.34 does)"),
        OfferMode.Dra when host.CdiProblem is { } problem => new(null, "RuntimeWithoutCdi", $"mode Dra is configured, but pods would run without their cards: {problem}"),
        { } mode => new(mode, "Configured", $"mode {mode} is configured"),
        null => Detected(host),
    };

    private static ModeChoice Detected(HostAbilities host)
    {
        if (host.HasPluginFolder)
            return new(OfferMode.DevicePlugin, "Detected", "the kubelet takes device plugins");
        if (host is { HasRegistry: true, ServesClaims: true, CdiProblem: null })
            return new(OfferMode.Dra, "Detected", "the kubelet takes drivers, and the container runtime puts devices of claims into containers");
        return new(OfferMode.NodeStatus, "NoKubelet", "the agent does not see the kubelet's folders: cards are only counted, nothing keeps their device files exclusive");
    }
}
