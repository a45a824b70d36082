namespace KubeDaq.NodeAgent.Offering;

/// <summary>One way to offer the host's cards.</summary>
internal interface IOffer
{
    /// <summary>Offers them until stopped; then they are not offered any more in this way.</summary>
    Task RunAsync(CancellationToken stop);
}
