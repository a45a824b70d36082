namespace KubeDaq.NodeAgent.Reporting;

/// <summary>The parts that speak with the API server of hosts and cards; none for an agent that works alone.</summary>
internal static class ReportingParts
{
    public static IReadOnlyList<IAgentPart> Make(AgentContext context)
    {
        if (context.ApiServer is not { } server)
            return [];
        var rack = new RackRecords(context, server);
        return [rack, new CardReporting(context, server, rack), new HostReporting(context, server, rack)];
    }
}
