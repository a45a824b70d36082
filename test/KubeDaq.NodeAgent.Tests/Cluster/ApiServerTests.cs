using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeDaq.NodeAgent.Cluster;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.NodeAgent.Tests.Cluster;

public sealed class ApiServerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refusal_keeps_the_servers_words()
    {
        await using var server = await WireServer.StartAsync(context =>
        {
            context.Response.StatusCode = 409;
            return context.Response.WriteAsync("""{"kind": "Status", "reason": "AlreadyExists", "message": "apa001 already exists"}""");
        });
        using var client = server.Client();
        var failure = await Assert.ThrowsAsync<ApiFailure>(() => client.SendAsync(ApiCall.Create("/apis/x", new System.Text.Json.Nodes.JsonObject()), Stop));
        Assert.Equal((409, "AlreadyExists", "apa001 already exists"), (failure.Code, failure.Reason, failure.Message));
    }

    [Fact]
    public async Task A_token_that_the_kubelet_has_replaced_is_read_again()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "old\n", Stop);
        await using var server = await WireServer.StartAsync(context =>
        {
            if (context.Request.Headers.Authorization == "Bearer new")
                return context.Response.WriteAsync("{}");
            File.WriteAllText(file, "new\n");
            context.Response.StatusCode = 401;
            return context.Response.WriteAsync("""{"reason": "Unauthorized", "message": "Unauthorized"}""");
        });
        using var client = server.Client(new TokenSource(file, TimeProvider.System));
        await client.SendAsync(ApiCall.Get("/a"), Stop);
        Assert.Equal(["GET /a Bearer old", "GET /a Bearer new"], server.Requests);
        File.Delete(file);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_by_its_address()
    {
        using var client = new ApiServer(new ApiAccess(new Uri("http://127.0.0.1:9"), null, null, null), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ApiServer>.Instance);
        var failure = await Assert.ThrowsAsync<ApiFailure>(() => client.SendAsync(ApiCall.Get("/a"), Stop));
        Assert.Equal((0, "Unreachable"), (failure.Code, failure.Reason));
        Assert.StartsWith("cannot reach http://127.0.0.1:9/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_server_of_the_clusters_authority_and_of_the_right_name_is_spoken_to()
    {
        var (mine, other) = (new Authority(), new Authority());
        await AskAsync(mine, IPAddress.Loopback, mine);
        await Assert.ThrowsAsync<ApiFailure>(() => AskAsync(other, IPAddress.Loopback, mine));
        await Assert.ThrowsAsync<ApiFailure>(() => AskAsync(mine, IPAddress.Parse("10.1.2.3"), mine));
    }

    private static async Task AskAsync(Authority signer, IPAddress address, Authority trusted)
    {
        await using var server = await WireServer.StartAsync(context => context.Response.WriteAsync("{}"), listen => listen.UseHttps(signer.Server(address)));
        using var client = server.Client(TokenSource.Fixed("secret"), trusted.Trusted);
        await client.SendAsync(ApiCall.Get("/a"), Stop);
    }

    private sealed class Authority
    {
        private readonly X509Certificate2 _own;

        public Authority()
        {
            var request = new CertificateRequest("CN=test authority", ECDsa.Create(ECCurve.NamedCurves.nistP256), HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
            _own = request.CreateSelfSigned(Now.AddHours(-1), Now.AddHours(1));
        }

        public X509Certificate2Collection Trusted => [X509CertificateLoader.LoadCertificate(_own.RawData)];

        private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

        public X509Certificate2 Server(IPAddress address)
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddIpAddress(address);
            request.CertificateExtensions.Add(names.Build());
            return request.Create(_own, Now.AddMinutes(-30), Now.AddMinutes(30), [1, 2, 3, 4]).CopyWithPrivateKey(key);
        }
    }
}
