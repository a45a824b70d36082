using System.Collections.Concurrent;
using System.Net;
using k8s;
using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Tests.Servers;

/// <summary>An HTTP server on loopback that answers as a test says.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ScriptedServer(WebApplication web) => _web = web;

    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    public string Url { get; private set; } = "";

    public static async Task<ScriptedServer> StartAsync(Func<HttpContext, string, Task> answer, Action<ListenOptions>? listen = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen ?? (_ => { })));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromMilliseconds(50));
        var server = new ScriptedServer(builder.Build());
        server._web.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync(context.RequestAborted);
            server.Requests.Enqueue(SeenRequest.Of(context.Request, body));
            await answer(context, body);
        });
        await server._web.StartAsync(TestContext.Current.CancellationToken);
        server.Url = server._web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    /// <summary>Answers each request with the next of these, and the last one for ever.</summary>
    public static Task<ScriptedServer> StartAsync(params (int Code, string Body)[] answers)
    {
        var next = -1;
        return StartAsync(async (context, _) =>
        {
            var (code, body) = answers[Math.Min(Interlocked.Increment(ref next), answers.Length - 1)];
            context.Response.StatusCode = code;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(body);
        });
    }

    public ClusterConnection Connect(TimeProvider? time = null) =>
        new(new ClusterAccess(new KubernetesClientConfiguration { Host = Url }, "the test"), time);

    public ResourceClient<T> Client<T>(ResourceKind<T> kind, TimeProvider? time = null)
        where T : class => Connect(time).Client(kind);

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}

internal sealed record SeenRequest(string Method, string Path, string Query, string? MediaType, string? Authorization, string Body)
{
    public static SeenRequest Of(HttpRequest request, string body) =>
        new(request.Method, request.Path, request.QueryString.Value ?? "", request.ContentType, request.Headers.Authorization, body);
}
