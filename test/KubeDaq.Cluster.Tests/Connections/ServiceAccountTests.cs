using System.Net;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Connections;

public sealed class ServiceAccountTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, string> _environment = new()
    {
        ["KUBERNETES_SERVICE_HOST"] = "10.96.0.1",
        ["KUBERNETES_SERVICE_PORT"] = "443",
    };

    public ServiceAccountTests()
    {
        _folder.Write("token", "first\n");
        _folder.Write("ca.crt", TestAuthority.Shared.Pem);
        _folder.Write("namespace", "np04");
    }

    [Theory]
    [InlineData("10.96.0.1", "6443", "https://10.96.0.1:6443/")]
    [InlineData("fd00:10::1", "443", "https://[fd00:10::1]/")]
    [InlineData("kubernetes.default.svc", "443", "https://kubernetes.default.svc/")]
    public void The_server_comes_from_the_environment(string host, string port, string url)
    {
        _environment["KUBERNETES_SERVICE_HOST"] = host;
        _environment["KUBERNETES_SERVICE_PORT"] = port;
        var access = Load();
        Assert.Equal(url, access.Server.AbsoluteUri);
        Assert.Equal("np04", access.Namespace);
    }

    [Theory]
    [InlineData("KUBERNETES_SERVICE_HOST")]
    [InlineData("KUBERNETES_SERVICE_PORT")]
    public void A_missing_variable_is_named(string name)
    {
        _environment.Remove(name);
        Assert.Contains($"variable {name} is not set", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("ca.crt")]
    public void A_missing_file_is_named(string name)
    {
        File.Delete(Path.Combine(_folder.Path, name));
        Assert.Contains($"{_folder.Path}/{name} does not exist", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https")]
    [InlineData("70000")]
    [InlineData("-1")]
    public void A_port_that_is_none_is_refused(string port)
    {
        _environment["KUBERNETES_SERVICE_PORT"] = port;
        Assert.Contains($"\"{port}\", which is not a port", Refused(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----\n")]
    public void An_authority_that_is_none_is_refused(string text)
    {
        _folder.Write("ca.crt", text);
        Assert.Contains("ca.crt", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_is_read_again_each_minute()
    {
        var token = new ServiceAccountToken(Path.Combine(_folder.Path, "token"), _time);
        Assert.Equal("first", await ReadAsync(token));
        _folder.Write("token", "second");
        Assert.Equal("first", await ReadAsync(token));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("second", await ReadAsync(token));
    }

    [Fact]
    public async Task A_token_file_that_is_gone_or_empty_for_a_moment_does_not_lose_the_token()
    {
        var token = new ServiceAccountToken(Path.Combine(_folder.Path, "token"), _time);
        await ReadAsync(token);
        _folder.Write("token", "");
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("first", await ReadAsync(token));
        File.Delete(Path.Combine(_folder.Path, "token"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("first", await ReadAsync(token));
    }

    [Fact]
    public async Task A_refused_token_is_read_again_at_once()
    {
        await using var server = await ScriptedServer.StartAsync(
            async (context, _) =>
            {
                var renewed = context.Request.Headers.Authorization == "Bearer second";
                context.Response.StatusCode = renewed ? 200 : 401;
                await context.Response.WriteAsync(renewed ? """{"metadata":{"name":"a"}}""" : "{}");
            },
            listen => listen.UseHttps(TestAuthority.Shared.ServerCertificate(IPAddress.Loopback)));
        _environment["KUBERNETES_SERVICE_HOST"] = "127.0.0.1";
        _environment["KUBERNETES_SERVICE_PORT"] = $"{new Uri(server.Url).Port}";
        using var connection = new ClusterConnection(Load(), _time);
        var client = connection.Client(Kinds.Namespace);
        await Assert.ThrowsAsync<ApiException>(() => GetAsync(client));
        _folder.Write("token", "second");
        Assert.NotNull(await GetAsync(client));
        Assert.Equal(["Bearer first", "Bearer first", "Bearer first", "Bearer second"], server.Requests.Select(r => r.Authorization));
    }

    public void Dispose() => _folder.Dispose();

    private static Task<k8s.Models.V1Namespace?> GetAsync(ResourceClient<k8s.Models.V1Namespace> client) =>
        client.GetAsync(new ObjectName("", "a"), TestContext.Current.CancellationToken);

    private static async Task<string?> ReadAsync(ServiceAccountToken token) =>
        (await token.GetAuthenticationHeaderAsync(TestContext.Current.CancellationToken)).Parameter;

    private ClusterAccess Load() => ServiceAccount.Load(_folder.Path, _environment.GetValueOrDefault, _time);

    private string Refused() => Assert.Throws<CredentialsException>(Load).Message;
}
