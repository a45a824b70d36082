using System.Text.Json.Nodes;
using KubeDaq.NodeAgent.DevicePlugin;
using KubeDaq.NodeAgent.Dra;
using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.NodeStatus;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>Puts together what one way of offering needs, and runs it.</summary>
internal sealed class Offers(AgentContext context, GuardParts guard, OfferBoard board, ILogger log) : IOffers
{
    private readonly HostState _state = context.State;
    private readonly CdiFile _cdi = new(context.Options.CdiFolder);

    /// <inheritdoc/>
    public async Task RunAsync(OfferMode mode, CancellationToken stop)
    {
        if (mode == OfferMode.NodeStatus)
        {
            await new NodeStatusOffer(Api(mode), _state, context.Options.NodeName, board, context.Time, log).RunAsync(stop);
            return;
        }
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await using var server = await KubeletServer.StartAsync(context.Loggers, services => AddServices(services, mode, ending.Token), stop);
        try
        {
            await (mode == OfferMode.Dra ? Dra(server.Sockets).RunAsync(stop) : DevicePlugin(server.Sockets).RunAsync(stop));
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private void AddServices(IServiceCollection services, OfferMode mode, CancellationToken ending)
    {
        services.AddSingleton(new DevicePluginService(_state, guard.Handover, guard.Pods, guard.Refusals, log, ending));
        services.AddSingleton(new DraRegistrationService());
        services.AddSingleton(new DraHealthService(_state, context.Options.NodeName, context.Time, ending));
        var claims = context.ApiServer is null ? null : new ClaimReader(context.ApiServer, context.Options.NodeName);
        services.AddSingleton(new DraService(new(_state, claims, guard, _cdi, context.Options.NodeName, mode == OfferMode.Dra, log)));
    }

    // While the cards of claims from before the mode was changed are in use, the kubelet must be able to give them back.
    private DevicePluginOffer DevicePlugin(KubeletSockets sockets) =>
        new(_state, new(context.Options.KubeletRoot), sockets, board, guard.Ledger, Driver(sockets), context.Time, log);

    private DraOffer Dra(KubeletSockets sockets)
    {
        var (server, wanted) = (Api(OfferMode.Dra), new Latest<IReadOnlyList<JsonObject>?>(null));
        return new(
            _state, guard.Ledger, Driver(sockets), new(server, context.Options.NodeName, wanted, context.Time),
            new(server, _state, context.Time, log), wanted, _cdi, board, context.Time, log);
    }

    private DraSockets Driver(KubeletSockets sockets) => new(context.Options.KubeletRoot, sockets, context.Time, log);

    private Cluster.IApiServer Api(OfferMode mode) =>
        context.ApiServer ?? throw new InvalidOperationException($"mode {mode} needs an API server; start the agent without --alone");
}
