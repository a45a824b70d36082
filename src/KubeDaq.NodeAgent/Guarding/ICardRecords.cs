using KubeDaq.Api.ReadoutCards;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>The ReadoutCards of this host, with lease and maintenance, as the API server has them.</summary>
internal interface ICardRecords
{
    /// <summary>The card as it was last heard of, at once; null when it never was.</summary>
    ReadoutCard? Known(string card);

    /// <summary>Asks for the card of this moment; what was last heard of where the API server does not answer.</summary>
    Task<ReadoutCard?> ReadAsync(string card, CancellationToken stop);
}
