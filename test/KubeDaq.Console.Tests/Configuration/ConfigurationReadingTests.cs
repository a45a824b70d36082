using KubeDaq.Cluster.Sites;
using KubeDaq.Console.Configuration;

namespace KubeDaq.Console.Tests.Configuration;

public sealed class ConfigurationReadingTests : IDisposable
{
    private const string Good = """
        site: site.yaml
        listen: 127.0.0.1:0
        insecureHttp: true
        issuers:
        - {name: cern, client: console, secretFile: secret}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubedaq-console-");

    public ConfigurationReadingTests()
    {
        Write("secret", "secret\n");
        Write("site.yaml", "issuers: [{preset: cern, clients: [kubedaq, console]}, {name: other, url: 'https://other.example', clients: [x]}]");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_short_one_is_enough()
    {
        var options = Load(Good);
        var issuer = Assert.Single(options.Issuers);
        Assert.Equal(("cern", "console", ActAs.Token), (issuer.Site.Name, issuer.Client, issuer.ActAs));
        Assert.True(options.Listen.IsLoopback);
        Assert.Equal(TimeSpan.FromHours(12), options.Sessions.Absolute);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once_with_its_place()
    {
        var message = Assert.Throws<ConfigurationException>(() => Load("""
            site: site.yaml
            listen: here
            tsl: {}
            issuers:
            - {name: fermilab, client: console, secretFile: secret}
            - {name: cern, client: stranger, secretFile: nowhere, actAs: Root}
            - {name: other, client: x, secretFile: secret, groups: [a]}
            sessions: {idleMinutes: 0, absoluteMinutes: many}
            """)).Message;

        foreach (var wrong in new[]
        {
            "tsl: there is no such field", "listen: \"here\" is no address and port", "tls: is missing", "issuers[0].name: is none of the site file's issuers; write one of cern, other",
            "issuers[1].client: is none of the issuer's clients", "issuers[1].secretFile: there is no file", "issuers[1].actAs: \"Root\" is no way", "issuers[2].groups: are of no use",
            "sessions.idleMinutes: is no usable number", "sessions.absoluteMinutes: is no usable number",
        })
            Assert.Contains(wrong, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("listen: 0.0.0.0:80", "insecureHttp: is only for a console that listens on a loopback address")]
    [InlineData("listen: 0.0.0.0:80", "address: is missing")]
    [InlineData("insecureHttp: perhaps", "insecureHttp: is neither true nor false")]
    [InlineData("address: http://console.example", "address: \"http://console.example\" is no plain https URL")]
    [InlineData("sessions: {idleMinutes: 60, absoluteMinutes: 30}", "sessions.idleMinutes: is longer than a session lasts")]
    [InlineData("issuers: []", "issuers: there is none")]
    [InlineData("tls: {certificate: secret}", "tls.key: is missing")]
    public void What_would_be_unsafe_or_senseless_is_refused(string line, string wrong)
    {
        var field = line.Split(':')[0];
        var rest = Good.Split('\n').Where(kept => !kept.StartsWith($"{field}:", StringComparison.Ordinal) && (field != "issuers" || !kept.StartsWith('-')));
        Assert.Contains(wrong, Assert.Throws<ConfigurationException>(() => Load($"{string.Join('\n', rest)}\n{line}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_and_namespaces_are_taken_as_they_are_said()
    {
        var options = Load($"{Good}\nnamespaces: [np04, np02]\nsessions: {{idleMinutes: 5, absoluteMinutes: 60, perPerson: 3, total: 50}}");
        Assert.Equal(["np04", "np02"], options.Namespaces);
        Assert.Equal(new SessionLimits { Idle = TimeSpan.FromMinutes(5), Absolute = TimeSpan.FromHours(1), PerPerson = 3, Total = 50 }, options.Sessions);
    }

    [Fact]
    public void A_wrong_site_file_is_told_as_by_the_command_line()
    {
        Write("site.yaml", "issuers: []");
        Assert.Contains("issuers: there is none", Assert.Throws<SiteFileException>(() => Load(Good)).Message, StringComparison.Ordinal);
    }

    private ConsoleOptions Load(string text)
    {
        Write("console.yaml", text);
        return ConfigurationReading.Load(Path.Combine(_folder.FullName, "console.yaml"));
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
