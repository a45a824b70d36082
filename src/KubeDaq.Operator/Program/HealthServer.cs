using KubeDaq.Cluster;
using KubeDaq.Cluster.Connections;
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

    public static async Task<HealthServer> StartAsync(string address, int port, Func<bool> isReady, ILoggerFactory loggers, CancellationToken stop)
    {
        // A fuller builder watches its working folder for configuration files: in a container that is the whole root.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
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
        catch (IOException e)
        {
            await server.DisposeAsync();
            throw new ClusterException($"cannot serve health and metrics on {address}:{port}: {e.Message}; choose another --metrics-port", e);
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
