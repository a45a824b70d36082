using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Tests.Connections;

public sealed class CredentialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_current_context_gives_server_and_namespace()
    {
        var access = Find(_folder.Write("config", Config("np04", "https://np04.example:6443", current: true)));
        Assert.Equal("https://np04.example:6443/", access.Server.AbsoluteUri);
        Assert.Equal("ns-np04", access.Namespace);
        Assert.Contains("context \"np04\"", access.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_files_the_first_that_names_a_thing_wins_and_missing_ones_do_not_matter()
    {
        var first = _folder.Write("first", Config("np04", "https://first:6443", current: false));
        var second = _folder.Write("second", Config("np04", "https://second:6443", current: true));
        var third = _folder.Write("third", Config("np02", "https://np02:6443", current: true));
        var paths = $"{first}:{_folder.Path}/missing:{second}:{third}";
        Assert.Equal("https://first:6443/", Find(paths).Server.AbsoluteUri);
        Assert.Equal("https://np02:6443/", Find(paths, "np02").Server.AbsoluteUri);
    }

    [Fact]
    public void Paths_are_relative_to_the_file_they_stand_in()
    {
        var other = _folder.Write("other/config", Config("np02", "https://np02:6443", current: false));
        _folder.Write("mine/ca.crt", TestAuthority.Shared.Pem);
        var mine = _folder.Write("mine/config", Config("np04", "https://np04:6443", current: true).Replace("server:", "certificate-authority: ca.crt, server:", StringComparison.Ordinal));
        Assert.Single(Find($"{other}:{mine}").Authorities!);
    }

    [Fact]
    public void A_context_that_does_not_exist_is_refused_with_those_that_do()
    {
        var config = _folder.Write("config", Config("np04", "https://np04:6443", current: true));
        AssertOneLine(() => Find(config, "np02"), "no context \"np02\"", "it has np04");
    }

    [Fact]
    public void A_file_without_a_current_context_asks_for_one()
    {
        var config = _folder.Write("config", Config("np04", "https://np04:6443", current: false));
        AssertOneLine(() => Find(config), "no current-context", "--context", "np04");
    }

    [Fact]
    public void A_kubeconfig_that_is_named_but_missing_is_an_error() =>
        AssertOneLine(() => Find($"{_folder.Path}/none"), "there is no kubeconfig", $"{_folder.Path}/none");

    [Theory]
    [InlineData("")]
    [InlineData("]: not yaml [")]
    [InlineData("- a\n- list\n")]
    public void A_file_that_is_no_kubeconfig_is_named(string text) => AssertOneLine(() => Find(_folder.Write("config", text)), "kubeconfig", _folder.Path);

    [Fact]
    public void Skipping_tls_verification_is_refused()
    {
        var config = Config("np04", "https://np04:6443", current: true).Replace("server:", "insecure-skip-tls-verify: true, server:", StringComparison.Ordinal);
        AssertOneLine(() => Find(_folder.Write("config", config)), "insecure-skip-tls-verify", "certificate-authority-data");
    }

    [Theory]
    [InlineData("np04")]
    [InlineData("ftp://np04")]
    public void A_server_that_is_no_url_is_refused(string server) =>
        AssertOneLine(() => Find(_folder.Write("config", Config("np04", server, current: true))), server);

    [Fact]
    public void A_certificate_that_is_none_is_refused_without_showing_it()
    {
        var config = Config("np04", "https://np04:6443", current: true)
            .Replace("token: secret", "client-certificate-data: c2VjcmV0, client-key-data: c2VjcmV0", StringComparison.Ordinal);
        AssertOneLine(
            () =>
            {
                using var connection = new ClusterConnection(Find(_folder.Write("config", config)));
                return connection;
            },
            "cannot use context \"np04\"");
    }

    [Fact]
    public async Task An_exec_plugin_gives_the_token()
    {
        var plugin = _folder.Write("plugin", """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"from-plugin"}}""");
        var config = Config("np04", "https://np04:6443", current: true).Replace(
            "token: secret", $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: cat, args: [{plugin}], interactiveMode: Never}}", StringComparison.Ordinal);
        var provider = Find(_folder.Write("config", config)).Configuration.TokenProvider;
        Assert.Equal("from-plugin", (await provider.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).Parameter);
    }

    [Fact]
    public void Without_anything_it_says_where_it_looked() => AssertOneLine(
        () => Credentials.Find(null, null, name => name == "HOME" ? _folder.Path : null, _folder.Path, TimeProvider.System),
        "KUBECONFIG is not set", $"{_folder.Path}/.kube/config does not exist", "kubedaq sandbox");

    [Fact]
    public void The_file_in_the_home_folder_is_the_last_before_the_pod()
    {
        _folder.Write(".kube/config", Config("home", "https://home:6443", current: true));
        var access = Credentials.Find(null, null, name => name switch { "HOME" => _folder.Path, "KUBERNETES_SERVICE_HOST" => "10.96.0.1", _ => null }, _folder.Path, TimeProvider.System);
        Assert.Equal("home", access.Server.Host);
    }

    public void Dispose() => _folder.Dispose();

    private static ClusterAccess Find(string paths, string? context = null) =>
        Credentials.Find(null, context, name => name == "KUBECONFIG" ? paths : null, "/nowhere", TimeProvider.System);

    private static void AssertOneLine(Func<object> find, params string[] parts)
    {
        var message = Assert.Throws<CredentialsException>(find).Message;
        Assert.DoesNotContain('\n', message);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static string Config(string name, string server, bool current) =>
        $$"""
        apiVersion: v1
        kind: Config
        {{(current ? $"current-context: {name}" : "")}}
        contexts:
        - name: {{name}}
          context: { cluster: {{name}}, user: {{name}}, namespace: ns-{{name}} }
        clusters:
        - name: {{name}}
          cluster: { server: "{{server}}" }
        users:
        - name: {{name}}
          user: { token: secret }
        """;
}
