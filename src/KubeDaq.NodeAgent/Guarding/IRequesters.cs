namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Finds the pods for which the kubelet may ask.</summary>
internal interface IRequesters
{
    /// <summary>By what was last heard of, at once.</summary>
    IReadOnlyList<Requester> Known { get; }

    /// <summary>By what is so at this moment.</summary>
    Task<IReadOnlyList<Requester>> ReadAsync(CancellationToken stop);
}
