using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.Cluster;
using KubeDaq.NodeAgent.DevicePlugin;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.NodeStatus;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Puts together what one way of offering needs, and runs it.</summary>
internal sealed class Offers(AgentContext context, GuardParts guard, AgentServer server, OfferBoard board, ILogger log) : IOffers
{
    private readonly HostState _state = context.State;
    private readonly CdiFile _cdi = new(context.Options.CdiFolder);

    private string Node => context.Options.NodeName;

    /// <inheritdoc/>
    public async Task RunAsync(OfferMode mode, CancellationToken stop)
    {
        var offer = mode switch
        {
            OfferMode.DevicePlugin => await DevicePluginAsync(stop),
            OfferMode.Dra => await DraAsync(stop),
            _ => new NodeStatusOffer(Api(mode), _state, Node, board, context.Time, log),
        };
        await offer.RunAsync(stop);
    }

    private async Task<IOffer> DevicePluginAsync(CancellationToken stop)
    {
        var sockets = await server.CallsAsync();
        var plugin = new CardPlugin(_state, guard, stop);
        // While the cards of claims from before the mode was changed are in use, the kubelet must be able to give them back.
        var driver = Driver(sockets, isOffered: false, stop);
        return new DevicePluginOffer(plugin, _state, new(context.Options.KubeletRoot), sockets, board, guard.Ledger, driver, context.Time, context.Rounds, log);
    }

    private async Task<IOffer> DraAsync(CancellationToken stop)
    {
        var (api, wanted) = (Api(OfferMode.Dra), new Latest<IReadOnlyList<JsonObject>?>(null));
        await CapacityRemoval.RunAsync(api, Node, stop);
        var driver = Driver(await server.CallsAsync(), isOffered: true, stop);
        var reminder = new PrepareReminder(api, _state, driver.Registered, new(api, Node), context.Time, log);
        return new DraOffer(
            _state, guard.Ledger, driver, new(api, Node, wanted, context.Time), new(api, _state, context.Time, log), reminder, wanted, _cdi, board, context.Rounds, log);
    }

    private DraSockets Driver(ServerSockets sockets, bool isOffered, CancellationToken stop)
    {
        var claims = context.ApiServer is null ? null : new ClaimReader(context.ApiServer, Node);
        var preparation = new ClaimPreparation(_state, claims, guard, _cdi, Node, isOffered, log);
        var role = new DraRole(new(preparation, context.Time, stop), preparation, new(_state, Node, context.Time, stop));
        return new(role, context.Options.KubeletRoot, sockets, context.Rounds, log);
    }

    private IApiServer Api(OfferMode mode) =>
        context.ApiServer ?? throw new InvalidOperationException($"mode {mode} needs an API server; start the agent without --alone");
}
