using KubeDaq.Api;
using KubeDaq.Api.ReadoutCards;
using KubeDaq.Api.Serialization;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>Reads ReadoutCards from the API server, beside those that the agent follows.</summary>
internal sealed class CardRecords(IApiServer server, HostState state) : ICardRecords
{
    /// <inheritdoc/>
    public ReadoutCard? Known(string card) => state.Records.Current?.GetValueOrDefault(card);

    /// <inheritdoc/>
    public async Task<ReadoutCard?> ReadAsync(string card, CancellationToken stop)
    {
        try
        {
            return KubeDaqJson.Read<ReadoutCard>(await server.SendAsync(ApiCall.Get($"/apis/{ApiGroup.ApiVersion}/readoutcards/{card}"), stop));
        }
        catch (ApiFailure failure)
        {
            return failure.IsNotFound ? null : Known(card);
        }
    }
}
