using KubeDaq.NodeAgent.Guarding;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.Program;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>The parts that offer the host's cards to the kubelet.</summary>
internal static class OfferingParts
{
    /// <summary>Puts them together for an agent that serves one host, and ends the server with it.</summary>
    public static IReadOnlyList<IAgentPart> MakeOwning(AgentContext context, AgentServer server)
    {
        var parts = Make(context, server).Select(part => part is OfferingPart ? part : new LaterPart(part, context.State, context.Time));
        return [.. parts, new ServerEnd(server, context.Time)];
    }

    /// <summary>Puts them together for one of the hosts behind a server.</summary>
    public static IReadOnlyList<IAgentPart> Make(AgentContext context, AgentServer server)
    {
        var log = context.Loggers.CreateLogger("KubeDaq.NodeAgent.Offering");
        var guard = GuardParts.Make(context, log);
        var board = new OfferBoard();
        var wanted = context.Options.Mode ?? context.Configuration.Mode;
        var probe = new AbilityProbe(context.ApiServer, context.Options with { Mode = wanted });
        return [.. guard.Running, new OfferingPart(probe, wanted, new Offers(context, guard, server, board, log), context.State, board, guard.Ledger, context.Time, log)];
    }
}
