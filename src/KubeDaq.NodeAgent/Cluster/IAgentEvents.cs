namespace KubeDaq.NodeAgent.Cluster;

/// <summary>Events on objects, for people who look at them.</summary>
internal interface IAgentEvents
{
    /// <summary>Notes an event; it is written behind the caller's back, and the same one again only counts up.</summary>
    void Note(EventSubject subject, EventLevel level, string reason, string message);
}

/// <summary>The object that an event is about.</summary>
internal sealed record EventSubject(string ApiVersion, string Kind, string? Namespace, string Name, string? Uid = null);

/// <summary>Whether somebody should worry.</summary>
internal enum EventLevel
{
    Normal,
    Warning,
}
