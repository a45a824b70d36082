using KubeDaq.Cluster.Persons;

namespace KubeDaq.Cluster.Tests.Persons;

public sealed class HintsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("get list watch", "you may look, not start or stop")]
    [InlineData("get list watch patch operate", "you may start and stop the partitions of namespace np04, and change nothing else")]
    [InlineData("*", "you may write the partitions of namespace np04")]
    public void Rights_are_told_as_what_a_person_does(string verbs, string hint) => Assert.Contains(hint, Assert.Single(Of(Me(verbs))), StringComparison.Ordinal);

    [Theory]
    [InlineData("cern:gcrone", "cern:np04", "--group=cern:np04")]
    [InlineData("cern:gcrone", "system:authenticated", "--user=cern:gcrone")]
    [InlineData("system:serviceaccount:np04:coldbox", "system:serviceaccounts", "--serviceaccount=np04:coldbox")]
    public void Who_may_see_nothing_gets_the_command_for_the_administrator(string user, string group, string subject) =>
        Assert.Contains($"--clusterrole=kubedaq-viewer {subject}", Assert.Single(Of(Me(null) with { User = user, Groups = [group] })), StringComparison.Ordinal);

    [Fact]
    public void A_token_that_ends_soon_is_told() =>
        Assert.Contains("your token ends in", Of(Me("*") with { Credential = new("token", Now.AddMinutes(2), "https://issuer") })[0], StringComparison.Ordinal);

    [Fact]
    public void An_administrators_certificate_bears_no_name() =>
        Assert.Contains("bears no person's name", Assert.Single(Of(Me("*") with { Groups = ["system:masters"] })), StringComparison.Ordinal);

    private static List<string> Of(Myself me) => [.. Hints.For(me, "np04", Now)];

    private static Myself Me(string? verbs) => new(
        "cern:gcrone", [], new Dictionary<string, string>(), new("token", Now.AddHours(1), "https://issuer"), verbs is null ? [] : [new("partitions", [], verbs.Split(' '))]);
}
