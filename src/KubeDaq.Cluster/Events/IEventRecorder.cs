using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cluster.Events;

/// <summary>Tells people what happened to an object, where <c>kubectl describe</c> and <c>kubectl get events</c> show it.</summary>
public interface IEventRecorder
{
    /// <summary>Tells it; never waits and never fails.</summary>
    /// <param name="about">The object.</param>
    /// <param name="type">Normal, or Warning for what somebody should look at.</param>
    /// <param name="reason">Why, as a CamelCase word for programs.</param>
    /// <param name="note">What happened, as a sentence for people.</param>
    void Record(EventSubject about, EventType type, string reason, string note);
}

/// <summary>Whether an event is worth somebody's attention.</summary>
public enum EventType
{
    /// <summary>All is well.</summary>
    Normal,

    /// <summary>Something is not.</summary>
    Warning,
}

/// <summary>The object that an event is about.</summary>
public sealed record EventSubject(string ApiVersion, string Kind, ObjectName Name, string? Uid)
{
    /// <summary>The subject that an object is.</summary>
    public static EventSubject Of<T>(ResourceKind<T> kind, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        var identity = kind.Form.Identify(value);
        return new EventSubject(kind.ApiVersion, kind.Kind, identity.Name, identity.Uid);
    }
}

/// <summary>One thing that happened.</summary>
internal sealed record Happening(EventSubject About, EventType Type, string Reason, string Note);
