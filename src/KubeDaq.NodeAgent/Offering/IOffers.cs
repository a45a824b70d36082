using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>All ways to offer the host's cards.</summary>
internal interface IOffers
{
    /// <summary>Offers them in one way until stopped.</summary>
    Task RunAsync(OfferMode mode, CancellationToken stop);
}
