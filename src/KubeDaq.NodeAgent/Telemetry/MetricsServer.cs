using System.Net;
using System.Net.Sockets;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.NodeAgent.Telemetry;

/// <summary>Serves /healthz, /readyz and /metrics over plain HTTP, for probes and scrapers.</summary>
internal sealed class MetricsServer(IPEndPoint address, AgentServer server, HostState state, Gauges gauges) : IAgentPart
{
    public string Name => "metrics";

    public async Task RunAsync(CancellationToken stop)
    {
        var pages = await server.PagesAsync();
        await using var socket = await OpenAsync(pages, stop);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<OpenSocket> OpenAsync(ServerSockets pages, CancellationToken stop)
    {
        try
        {
            return await pages.OpenAsync(address, new PageRole(AnswerAsync), stop);
        }
        catch (Exception exception) when (exception is AddressInUseException or SocketException)
        {
            throw new IOException($"{address} cannot be listened on: {exception.Message}; give another by --metrics", exception);
        }
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
}
