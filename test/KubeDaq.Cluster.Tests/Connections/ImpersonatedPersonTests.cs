using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Tests.Connections;

public sealed class ImpersonatedPersonTests
{
    private static readonly DateTimeOffset End = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_person_of_an_issuer_is_named_in_headers()
    {
        using var message = new HttpRequestMessage();
        new ImpersonatedPerson("cern:", "cern:gcrone", ["cern:np04-shifters", "cern:np04-experts"], End).Apply(message);

        Assert.Equal(["cern:gcrone"], message.Headers.GetValues("Impersonate-User"));
        Assert.Equal(["cern:np04-shifters", "cern:np04-experts"], message.Headers.GetValues("Impersonate-Group"));
    }

    [Theory]
    [InlineData("cern:", "system:admin")]
    [InlineData("cern:", "cern:system:admin")]
    [InlineData("cern:", "cern:System:admin")]
    [InlineData("cern:", "fermilab:gcrone")]
    [InlineData("cern:", "gcrone")]
    [InlineData("cern:", "cern:")]
    [InlineData("cern:", "")]
    [InlineData("system:", "system:admin")]
    [InlineData("cern", "cernsystem:admin")]
    [InlineData("cern:", "cern:a\r\nImpersonate-User: system:admin")]
    [InlineData("cern:", "cern:g\u00e9")]
    public void Nobody_else_is_stood_in_for(string prefix, string user) => Assert.Throws<CredentialsException>(() => new ImpersonatedPerson(prefix, user, [], End));

    [Theory]
    [InlineData("system:masters")]
    [InlineData("system:authenticated")]
    [InlineData("cern:system:masters")]
    [InlineData("fermilab:/dune")]
    [InlineData("np04")]
    public void Not_even_as_a_member_of_such_a_group(string group) =>
        Assert.Throws<CredentialsException>(() => new ImpersonatedPerson("cern:", "cern:gcrone", ["cern:np04", group], End));
}
