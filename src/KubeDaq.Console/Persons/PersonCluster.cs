using KubeDaq.Cluster.Connections;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.Sessions;

namespace KubeDaq.Console.Persons;

/// <summary>The cluster, as the person of a request. There is no other way to it in the console.</summary>
internal sealed class PersonCluster(IHttpContextAccessor http, ClusterConnections connections, ConsoleOptions options, TimeProvider time)
{
    /// <summary>The person's session.</summary>
    public Session Session => http.HttpContext?.Features.Get<Session>() ?? throw new InvalidOperationException("nobody is signed in");

    /// <summary>The connection that speaks as the person.</summary>
    /// <exception cref="CredentialsException">The token has ended and could not be renewed, or nobody stands in for this person.</exception>
    public ClusterConnection Connection
    {
        get
        {
            var (person, tokens) = (Session.Person, Session.Tokens);
            if (tokens.Expires <= time.GetUtcNow())
                throw new CredentialsException($"your sign-in could not be renewed, as {person.Issuer} does not answer; try again in a minute, or sign in elsewhere");
            var issuer = options.Issuers.First(known => known.Site.Name == person.Issuer);
            return issuer.ActAs == ActAs.Token
                ? connections.ForTokens.As(new PersonToken(tokens.IdToken))
                : connections.OwnAccount.As(new ImpersonatedPerson(issuer.Site.Prefix, person.User, GroupsOf(person, issuer), tokens.Expires));
        }
    }

    private static IReadOnlyList<string> GroupsOf(Person person, ConsoleIssuer issuer) => issuer.Groups is { } some
        ? [.. person.Groups.Where(group => some.Contains(group[issuer.Site.Prefix.Length..]))]
        : person.Groups;
}
