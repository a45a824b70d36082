using KubeDaq.NodeAgent.Guarding;

namespace KubeDaq.NodeAgent.Offering;

/// <summary>The parts that offer the host's cards to the kubelet.</summary>
internal static class OfferingParts
{
    /// <summary>Puts them together.</summary>
    public static IReadOnlyList<IAgentPart> Make(AgentContext context)
    {
        var log = context.Loggers.CreateLogger("KubeDaq.NodeAgent.Offering");
        var guard = GuardParts.Make(context, log);
        var board = new OfferBoard();
        var offers = new Offers(context, guard, board, log);
        var wanted = context.Options.Mode ?? context.Configuration.Mode;
        var probe = new AbilityProbe(context.ApiServer, context.Options with { Mode = wanted });
        return [.. guard.Running, new OfferingPart(probe, wanted, offers, context.State, board, guard.Ledger, context.Time, log)];
    }
}
