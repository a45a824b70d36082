using System.Net;
using System.Net.Sockets;
using KubeDaq.NodeAgent.Offering.Sockets;
using KubeDaq.NodeAgent.State;
using KubeDaq.NodeAgent.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.NodeAgent.Tests.Telemetry;

public sealed class MetricsServerTests : IAsyncDisposable
{
    private readonly AgentServer _server = new(NullLoggerFactory.Instance);
    private readonly HostState _state = new();
    private readonly Gauges _gauges = new();
    private readonly IPEndPoint _address = Free();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private Task _running = Task.CompletedTask;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_ready_when_the_host_was_looked_at_and_its_cards_can_be_offered()
    {
        Start();
        Assert.Equal("ok", await (await GetAsync("/healthz")).Content.ReadAsStringAsync(Stop));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "the host has not been looked at yet"), await TextAsync("/readyz"));
        _state.Cards.Set(new Dictionary<string, HostCard>());
        _state.Offers.Set(new() { Message = "nothing can be offered yet" });
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "nothing can be offered yet"), await TextAsync("/readyz"));
        _state.Offers.Set(new() { Mode = OfferMode.DevicePlugin });
        Assert.Equal((HttpStatusCode.OK, "ok"), await TextAsync("/readyz"));
    }

    [Fact]
    public async Task It_tells_the_gauges_and_what_there_is()
    {
        _gauges.Describe("kubedaq_agent_card_healthy", "Whether the card is healthy.");
        _gauges.Set("kubedaq_agent_card_healthy", 1, "card", "apa001");
        Start();
        Assert.Contains("kubedaq_agent_card_healthy{card=\"apa001\"} 1", (await TextAsync("/metrics")).Text, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "there are /healthz, /readyz and /metrics"), await TextAsync("/"));
    }

    [Fact]
    public async Task Nobody_calls_by_it_what_only_kubelets_may()
    {
        Start();
        Assert.Equal((HttpStatusCode.NotFound, "there are /healthz, /readyz and /metrics"), await TextAsync("/v1beta1.DevicePlugin/Allocate"));
        using var second = new HttpRequestMessage(HttpMethod.Post, $"http://{_address}/v1beta1.DevicePlugin/Allocate")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(second, Stop));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_taken_when_it_is_free()
    {
        using (var other = new TcpListener(_address))
        {
            other.Start();
            var problem = await Assert.ThrowsAsync<IOException>(() => Metrics().RunAsync(Stop));
            Assert.StartsWith($"{_address} cannot be listened on: ", problem.Message, StringComparison.Ordinal);
        }

        Start();
        Assert.Equal((HttpStatusCode.OK, "ok"), await TextAsync("/healthz"));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        await _server.DisposeAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private void Start() => _running = Metrics().RunAsync(_stop.Token);

    private MetricsServer Metrics() => new(_address, _server, _state, _gauges);

    private async Task<(HttpStatusCode Code, string Text)> TextAsync(string path)
    {
        using var answer = await GetAsync(path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await _client.GetAsync($"http://{_address}{path}", Stop);
            }
            catch (HttpRequestException) when (attempt < 500)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Stop);
            }
        }
    }

    private static IPEndPoint Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
