using System.Collections.Concurrent;
using KubeDaq.NodeAgent.Cluster;

namespace KubeDaq.NodeAgent.Tests.Servers;

/// <summary>Remembers Events.</summary>
internal sealed class NotedEvents : IAgentEvents
{
    private readonly ConcurrentQueue<(EventSubject Subject, string Reason, string Message)> _noted = [];

    public IReadOnlyCollection<(EventSubject Subject, string Reason, string Message)> Noted => _noted;

    public void Note(EventSubject subject, EventLevel level, string reason, string message) => _noted.Enqueue((subject, reason, message));
}
