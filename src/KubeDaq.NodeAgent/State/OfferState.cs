namespace KubeDaq.NodeAgent.State;

/// <summary>How cards are offered to the cluster: one way a host.</summary>
internal enum OfferMode
{
    /// <summary>By the kubelet's device plugin interface.</summary>
    DevicePlugin,

    /// <summary>By dynamic resource allocation.</summary>
    Dra,

    /// <summary>By a patch of the node's status, which counts but protects nothing.</summary>
    NodeStatus,
}

/// <summary>What the offering side has done: the reporting side writes it to the host and its cards.</summary>
internal sealed record OfferState
{
    /// <summary>The mode at work; null before one is chosen, or where none can be.</summary>
    public OfferMode? Mode { get; init; }

    /// <summary>Why this mode, as one CamelCase word: Configured, Detected, NoKubelet.</summary>
    public string Reason { get; init; } = "Starting";

    /// <summary>Why this mode, as a sentence.</summary>
    public string Message { get; init; } = "No way to offer cards has been chosen yet.";

    /// <summary>How each card is offered, by the card's name.</summary>
    public IReadOnlyDictionary<string, CardOffer> Cards { get; init; } = new Dictionary<string, CardOffer>();
}

/// <summary>How one card is offered.</summary>
/// <param name="Offered">Whether pods can request it now.</param>
/// <param name="Reason">Why or why not, as one CamelCase word.</param>
/// <param name="Message">Why or why not, as a sentence.</param>
/// <param name="Pods">The pods that have it now, as namespace/name.</param>
internal sealed record CardOffer(bool Offered, string Reason, string Message, IReadOnlyList<string> Pods);
