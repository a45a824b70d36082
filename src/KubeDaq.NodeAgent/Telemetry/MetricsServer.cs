using KubeDaq.NodeAgent.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KubeDaq.NodeAgent.Telemetry;

/// <summary>Serves /healthz, /readyz and /metrics over plain HTTP, for probes and scrapers.</summary>
internal sealed class MetricsServer(string endpoint, HostState state, Gauges gauges) : IAgentPart
{
    public string Name => "metrics";

    public async Task RunAsync(CancellationToken stop)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseUrls($"http://{endpoint}");
        await using var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync(stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(CancellationToken.None);
    }

    private Task AnswerAsync(HttpContext http)
    {
        var (code, text) = http.Request.Path.Value switch
        {
            "/healthz" => (200, "ok"),
            "/readyz" => Ready(),
            "/metrics" => (200, gauges.Text()),
            _ => (404, "there are /healthz, /readyz and /metrics"),
        };
        http.Response.StatusCode = code;
        http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return http.Response.WriteAsync(text);
    }

    private (int Code, string Text) Ready()
    {
        if (state.Cards.Current is null)
            return (503, "the host has not been looked at yet");
        return state.Offers.Current is { Mode: null } offers ? (503, offers.Message) : (200, "ok");
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
