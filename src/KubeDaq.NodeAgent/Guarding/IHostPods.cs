namespace KubeDaq.NodeAgent.Guarding;

/// <summary>The pods that are bound to this host, as the API server has them.</summary>
internal interface IHostPods
{
    /// <summary>Those last heard of, at once; null before the first time.</summary>
    IReadOnlyList<HostPod>? Known { get; }

    /// <summary>Asks for those of this moment; null where the API server does not answer.</summary>
    Task<IReadOnlyList<HostPod>?> ReadAsync(CancellationToken stop);
}
