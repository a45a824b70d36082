namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Events of an agent that works without an API server: nobody reads them.</summary>
internal sealed class SilentEvents : IAgentEvents
{
    public void Note(EventSubject subject, EventLevel level, string reason, string message)
    {
    }
}
