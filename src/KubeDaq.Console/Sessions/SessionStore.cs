using System.Collections.Concurrent;
using KubeDaq.Console.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace KubeDaq.Console.Sessions;

/// <summary>
/// All sessions, in memory and nowhere else: browsers have a cookie that leads here and no token, and no token lies on a disk. A restart ends them all,
/// and the laboratories' own sign-in then lets people in again at a click.
/// </summary>
internal sealed class SessionStore(SessionLimits limits, TimeProvider time, ILogger<SessionStore> log) : ITicketStore
{
    private const string KeyItem = "session";
    private readonly ConcurrentDictionary<string, Session> _sessions = [];
    private readonly Lock _making = new();

    /// <summary>The session of a ticket that came out of here; null where it has ended since.</summary>
    public Session? Of(AuthenticationProperties properties) => properties.Items.TryGetValue(KeyItem, out var key) && key is not null ? Find(key) : null;

    /// <summary>The sessions of a person, the newest first.</summary>
    public IReadOnlyList<Session> Of(string user) => [.. Alive().Where(session => session.Person.User == user).OrderByDescending(session => session.Started)];

    /// <summary>Ends a session; false where it had ended.</summary>
    public bool End(Session session, string why)
    {
        if (!_sessions.TryRemove(session.Key, out _))
            return false;
        SessionLog.Ended(log, session.Id, session.Person.User, why);
        return true;
    }

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket) => Task.FromResult(Store(ticket, new("", "")));

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Task.FromResult(Store(ticket, SeenBrowsers.Of(httpContext)));

    /// <inheritdoc/>
    public Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var session = Find(key);
        if (session is not null)
            session.LastUsed = time.GetUtcNow();
        return Task.FromResult(session?.Ticket);
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (Find(key) is { } session)
            session.Ticket = ticket;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RemoveAsync(string key)
    {
        if (_sessions.TryGetValue(key, out var session))
            End(session, "signed out");
        return Task.CompletedTask;
    }

    private string Store(AuthenticationTicket ticket, SeenBrowser browser)
    {
        var (person, tokens) = TicketContents.TakeFrom(ticket);
        var session = new Session(SessionId.NewKey(), person, tokens, browser, time.GetUtcNow()) { Ticket = ticket };
        ticket.Properties.Items[KeyItem] = session.Key;
        lock (_making)
        {
            MakeRoom(person.User);
            _sessions[session.Key] = session;
        }
        SessionLog.Started(log, session.Id, person.User);
        return session.Key;
    }

    private void MakeRoom(string user)
    {
        var alive = Alive().OrderBy(session => session.LastUsed).ToList();
        foreach (var extra in alive.Where(session => session.Person.User == user).SkipLast(limits.PerPerson - 1))
            End(extra, "the person has too many");
        foreach (var extra in alive.SkipLast(limits.Total - 1))
            End(extra, "there are too many");
    }

    private List<Session> Alive() => [.. _sessions.Values.Where(IsAlive)];

    /// <summary>The session of a key; null where it has ended.</summary>
    public Session? Find(string key) => _sessions.TryGetValue(key, out var session) && IsAlive(session) ? session : null;

    private bool IsAlive(Session session)
    {
        var now = time.GetUtcNow();
        if (now - session.Started < limits.Absolute && now - session.LastUsed < limits.Idle)
            return true;
        End(session, now - session.LastUsed < limits.Idle ? "as old as a session gets" : "not used any more");
        return false;
    }
}
