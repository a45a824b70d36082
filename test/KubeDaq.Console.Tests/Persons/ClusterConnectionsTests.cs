using KubeDaq.Api.Identity;
using KubeDaq.Cluster.Connections;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.Persons;

namespace KubeDaq.Console.Tests.Persons;

public sealed class ClusterConnectionsTests
{
    [Fact]
    public void Without_impersonation_the_console_has_no_account_to_use()
    {
        using var connections = ClusterConnections.Open(Options(ActAs.Token), _ => null);
        Assert.Equal("https://cluster.example:6443/", connections.ForTokens.Server.ToString());
        Assert.Throws<CredentialsException>(() => connections.OwnAccount);
    }

    [Fact]
    public void A_connection_for_tokens_stands_in_for_nobody_by_accident()
    {
        using var connections = ClusterConnections.Open(Options(ActAs.Token), _ => null);
        var person = connections.ForTokens.As(new PersonToken("a.b.c"));
        Assert.Throws<InvalidOperationException>(() => person.Official);
    }

    private static ConsoleOptions Options(ActAs actAs) => new()
    {
        Issuers = [new(new() { Name = "cern", Url = "https://issuer.example", Clients = ["console"], UserClaim = "sub", GroupClaims = [], Scopes = ["openid"] }, "console", "secret", actAs)],
        Cluster = new SiteCluster("np04", "https://cluster.example:6443", null),
        Listen = Listening.Default,
    };
}
