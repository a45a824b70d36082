using KubeDaq.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace KubeDaq.Operator.Program;

/// <summary>Serves /healthz, /readyz and /metrics (Prometheus) over plain HTTP, for probes and scrapers on the pod network.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private HealthServer(WebApplication server) => _server = server;

    public string Address => _server.Urls.First();

    /// <exception cref="IOException">The address or port cannot be had.</exception>
    public static async Task<HealthServer> StartAsync(string address, int port, Func<bool> isReady, CancellationToken stop)
    {
        // A fuller builder watches its working folder for configuration files: in a container that is the whole root.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        // The program has its own handling of SIGTERM.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.AddOpenTelemetry().WithMetrics(m => m.AddMeter(ClusterMeter.Name, OperatorMetrics.MeterName).AddPrometheusExporter());
        builder.WebHost.UseUrls($"http://{address}:{port}");
        var server = builder.Build();
        server.MapGet("/healthz", () => "ok");
        server.MapGet("/readyz", () => isReady() ? Results.Text("ok") : Results.Text("the caches are not filled yet", statusCode: 503));
        server.MapPrometheusScrapingEndpoint();
        try
        {
            await server.StartAsync(stop);
        }
        catch (IOException)
        {
            await server.DisposeAsync();
            throw;
        }

        return new HealthServer(server);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
