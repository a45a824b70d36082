using System.Globalization;
using System.Net;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Cluster.Tests.Connections;

/// <summary>A pod's token over hours: the kubelet replaces it at 80 % of its life, and the API server takes none that has ended.</summary>
public sealed class TokenRotationTests : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_thousand_requests_over_many_tokens_all_succeed()
    {
        await using var server = await StartAsync();
        using var connection = Connect(server);
        var (written, tokens) = (_time.GetUtcNow(), 1);
        for (var i = 0; i < 1000; i++)
        {
            if (_time.GetUtcNow() - written >= Life * 0.8)
            {
                WriteToken();
                (written, tokens) = (_time.GetUtcNow(), tokens + 1);
            }

            Assert.NotNull(await connection.Client(Kinds.Namespace).GetAsync(new ObjectName("", "a"), TestContext.Current.CancellationToken));
            _time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.True(tokens > 5);
        Assert.Equal(1000, server.Requests.Count);
        Assert.Equal(tokens, server.Requests.Select(request => request.Authorization).Distinct().Count());
    }

    [Fact]
    public async Task An_ended_token_that_nobody_replaces_gives_one_clear_error()
    {
        await using var server = await StartAsync();
        using var connection = Connect(server);
        _time.Advance(Life);
        var error = await Assert.ThrowsAsync<ApiException>(() => connection.Client(Kinds.Namespace).GetAsync(new ObjectName("", "a"), TestContext.Current.CancellationToken));
        Assert.Contains("refused the credentials of the pod's service account", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.Requests.Count);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteToken() => _folder.Write("token", _time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private Task<ScriptedServer> StartAsync()
    {
        WriteToken();
        _folder.Write("ca.crt", TestAuthority.Shared.Pem);
        return ScriptedServer.StartAsync(
            async (context, _) =>
            {
                var made = DateTimeOffset.FromUnixTimeSeconds(long.Parse(context.Request.Headers.Authorization.ToString()["Bearer ".Length..], CultureInfo.InvariantCulture));
                var isGood = _time.GetUtcNow() < made + Life;
                context.Response.StatusCode = isGood ? 200 : 401;
                await context.Response.WriteAsync(isGood ? """{"metadata":{"name":"a"}}""" : "{}");
            },
            listen => listen.UseHttps(TestAuthority.Shared.ServerCertificate(IPAddress.Loopback)));
    }

    private ClusterConnection Connect(ScriptedServer server)
    {
        var environment = new Dictionary<string, string> { ["KUBERNETES_SERVICE_HOST"] = "127.0.0.1", ["KUBERNETES_SERVICE_PORT"] = $"{new Uri(server.Url).Port}" };
        return new(ServiceAccount.Load(_folder.Path, environment.GetValueOrDefault, _time), _time);
    }
}
