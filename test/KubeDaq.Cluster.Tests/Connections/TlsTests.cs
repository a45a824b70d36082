using System.Net;
using k8s;
using KubeDaq.Api.Meta;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Cluster.Tests.Servers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Cluster.Tests.Connections;

public sealed class TlsTests
{
    [Fact]
    public async Task A_server_of_the_clusters_authority_is_spoken_to_in_http2()
    {
        var protocol = "";
        await using var server = await ServeAsync(TestAuthority.Shared, IPAddress.Loopback, context => protocol = context.Request.Protocol);
        await AskAsync(server, TestAuthority.Shared);
        Assert.Equal("HTTP/2", protocol);
    }

    [Fact]
    public async Task A_server_of_another_authority_is_refused()
    {
        await using var server = await ServeAsync(new TestAuthority(), IPAddress.Loopback);
        await AssertRefusedAsync(server);
    }

    [Fact]
    public async Task A_server_with_another_hosts_certificate_is_refused()
    {
        await using var server = await ServeAsync(TestAuthority.Shared, IPAddress.Parse("10.1.2.3"));
        await AssertRefusedAsync(server);
    }

    private static async Task AssertRefusedAsync(ScriptedServer server)
    {
        var e = await Assert.ThrowsAsync<UnreachableException>(() => AskAsync(server, TestAuthority.Shared));
        Assert.StartsWith("cannot trust the cluster at https://127.0.0.1", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Empty(server.Requests);
    }

    private static Task<ScriptedServer> ServeAsync(TestAuthority authority, IPAddress address, Action<HttpContext>? seen = null) =>
        ScriptedServer.StartAsync(
            async (context, _) =>
            {
                seen?.Invoke(context);
                await context.Response.WriteAsync("""{"metadata":{"name":"a"}}""");
            },
            listen => listen.UseHttps(authority.ServerCertificate(address)));

    private static async Task AskAsync(ScriptedServer server, TestAuthority authority)
    {
        var configuration = new KubernetesClientConfiguration { Host = server.Url, SslCaCerts = authority.Trusted, AccessToken = "secret" };
        using var connection = new ClusterConnection(new ClusterAccess(configuration, "the test"));
        await connection.Client(Kinds.Namespace).GetAsync(new ObjectName("", "a"), TestContext.Current.CancellationToken);
    }
}
