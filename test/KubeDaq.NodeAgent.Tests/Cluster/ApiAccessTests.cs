using KubeDaq.NodeAgent.Cluster;

namespace KubeDaq.NodeAgent.Tests.Cluster;

public sealed class ApiAccessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kubedaq-access-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_kubeconfig_gives_server_and_token_with_paths_beside_it()
    {
        File.WriteAllText(Path.Combine(_folder, "token"), "secret\n");
        var access = Load("server: https://127.0.0.1:6443", "tokenFile: token");
        Assert.Equal(("https://127.0.0.1:6443/", "secret"), (access.Server.ToString(), access.Token!.Current()));
    }

    [Theory]
    [InlineData("server: https://127.0.0.1:6443, insecure-skip-tls-verify: true", "token: x", "asks to skip TLS verification")]
    [InlineData("server: http://127.0.0.1:6443", "token: x", "names no server such as https://host:6443")]
    [InlineData("server: https://127.0.0.1:6443", "exec: {command: aws}", "gets its credentials from another program")]
    public void What_would_give_the_credentials_away_or_cannot_work_is_refused(string cluster, string user, string why) =>
        Assert.Contains(why, Assert.Throws<AccessException>(() => Load(cluster, user)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_context_that_is_not_there_is_told() => Assert.Contains(
        "has no context \"np04\"", Assert.Throws<AccessException>(() => LoadText("current-context: np04\ncontexts: []\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Outside_a_pod_it_is_said_what_to_give() => Assert.Contains(
        "give --kubeconfig, or --alone", Assert.Throws<AccessException>(() => ApiAccess.InCluster(_folder, _ => null, TimeProvider.System)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pod_without_its_account_mounted_is_told_which_file_is_missing() => Assert.Contains(
        "automountServiceAccountToken",
        Assert.Throws<AccessException>(() => ApiAccess.InCluster(_folder, name => name.EndsWith("HOST", StringComparison.Ordinal) ? "10.96.0.1" : "443", TimeProvider.System)).Message,
        StringComparison.Ordinal);

    private ApiAccess Load(string cluster, string user) => LoadText($$$"""
        current-context: test
        contexts: [{name: test, context: {cluster: c, user: u}}]
        clusters:
        - name: c
          cluster: { {{{cluster}}} }
        users:
        - name: u
          user: { {{{user}}} }
        """);

    private ApiAccess LoadText(string text)
    {
        var file = Path.Combine(_folder, "config");
        File.WriteAllText(file, text);
        return ApiAccess.Find(file, TimeProvider.System);
    }
}
