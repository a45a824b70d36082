using Microsoft.AspNetCore.Authentication;

namespace KubeDaq.Console.Sessions;

/// <summary>A person's signed-in browser.</summary>
internal sealed class Session(string key, Person person, PersonTokens tokens, SeenBrowser browser, DateTimeOffset started) : IDisposable
{
    private PersonTokens _tokens = tokens;
    private Notice? _notice;

    /// <summary>What the browser's cookie leads to; told to nobody else.</summary>
    public string Key => key;

    /// <summary>How pages name it.</summary>
    public string Id { get; } = SessionId.Of(key);

    /// <summary>Who is signed in.</summary>
    public Person Person => person;

    /// <summary>From where.</summary>
    public SeenBrowser Browser => browser;

    /// <summary>Since when.</summary>
    public DateTimeOffset Started { get; } = started;

    /// <summary>When it was last used.</summary>
    public DateTimeOffset LastUsed { get; set; } = started;

    /// <summary>What the issuer gave last.</summary>
    public PersonTokens Tokens
    {
        get => Volatile.Read(ref _tokens);
        set => Volatile.Write(ref _tokens, value);
    }

    /// <summary>Held by whoever renews the tokens: a refresh token can be used once.</summary>
    public SemaphoreSlim Renewing { get; } = new(1, 1);

    /// <summary>What the cookie handler wants back.</summary>
    public required AuthenticationTicket Ticket { get; set; }

    /// <summary>What the next page tells, once.</summary>
    public Notice? TakeNotice() => Interlocked.Exchange(ref _notice, null);

    /// <summary>Tells the next page what was done.</summary>
    public void Notice(string text) => Interlocked.Exchange(ref _notice, new(text, false));

    /// <summary>Tells the next page what could not be done.</summary>
    public void Problem(string text) => Interlocked.Exchange(ref _notice, new(text, true));

    /// <inheritdoc/>
    public void Dispose() => Renewing.Dispose();
}

/// <summary>A word that an order leaves for the page that follows.</summary>
internal sealed record Notice(string Text, bool IsProblem);

/// <summary>Who is signed in, as the cluster knows him.</summary>
/// <param name="Issuer">The issuer's name in the site file.</param>
/// <param name="Subject">The issuer's own name for him.</param>
/// <param name="User">The cluster's name for him, with the issuer in front.</param>
/// <param name="Groups">His groups, likewise.</param>
internal sealed record Person(string Issuer, string Subject, string User, IReadOnlyList<string> Groups);

/// <summary>Where a session is used, so that its owner knows it again.</summary>
/// <param name="Agent">What the browser says it is.</param>
/// <param name="Address">The address it came from.</param>
internal sealed record SeenBrowser(string Agent, string Address);
