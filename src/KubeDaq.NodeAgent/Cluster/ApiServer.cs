using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Cluster;

/// <summary>The API server over HTTPS. The official client would double the agent's memory, and it needs little of it.</summary>
internal sealed class ApiServer : IApiServer, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(15);

    private readonly HttpClient _client;
    private readonly ApiAccess _access;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ApiServer(ApiAccess access, TimeProvider time, ILogger<ApiServer> logger)
    {
        _access = access;
        _time = time;
        _logger = logger;
        _client = new HttpClient(Handler(access)) { BaseAddress = access.Server, Timeout = Timeout.InfiniteTimeSpan, DefaultRequestVersion = HttpVersion.Version20 };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("kubedaq-agent", typeof(ApiServer).Assembly.GetName().Version?.ToString(3)));
        _client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public async Task<JsonObject> SendAsync(ApiCall call, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(Deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            using var response = await OpenAsync(call, either.Token);
            return await ReadAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new ApiFailure(0, "Timeout", $"{_access.Server} did not answer within {Deadline.TotalSeconds} s");
        }
    }

    public Task FollowAsync(string path, Action<IReadOnlyDictionary<string, JsonObject>> changed, CancellationToken stop) =>
        new Follower(this, path, changed, _time, _logger).RunAsync(stop);

    /// <summary>Asks; the headers of the answer have arrived, and it is a success.</summary>
    /// <exception cref="ApiFailure">It refused, or could not be reached.</exception>
    public async Task<HttpResponseMessage> OpenAsync(ApiCall call, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            var response = await AskAsync(call, stop);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                // The kubelet may have replaced the token under way.
                if (response.StatusCode != HttpStatusCode.Unauthorized || attempt > 0 || _access.Token is null)
                    throw await RefusalAsync(response, call, stop);
                _access.Token.Forget();
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> AskAsync(ApiCall call, CancellationToken stop)
    {
        using var message = new HttpRequestMessage(call.Method, call.Path);
        if (_access.Token is { } token)
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Current());
        if (call.Body is not null)
            message.Content = new StringContent(call.Body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue(call.ContentType));
        try
        {
            return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop);
        }
        catch (HttpRequestException e)
        {
            throw new ApiFailure(0, "Unreachable", $"cannot reach {_access.Server}: {e.InnerException?.Message ?? e.Message}", e);
        }
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(stop);
            return await JsonNode.ParseAsync(stream, cancellationToken: stop) as JsonObject ?? throw new JsonException("no object");
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException)
        {
            throw new ApiFailure(0, "Unreadable", $"the answer cannot be read: {e.Message}", e);
        }
    }

    private static async Task<ApiFailure> RefusalAsync(HttpResponseMessage response, ApiCall call, CancellationToken stop)
    {
        var code = (int)response.StatusCode;
        try
        {
            var status = await ReadAsync(response, stop);
            return new ApiFailure(code, status["reason"]?.ToString() ?? "", status["message"]?.ToString() ?? $"{call.Method} {call.Path}: {code}");
        }
        catch (ApiFailure)
        {
            return new ApiFailure(code, "", $"{call.Method} {call.Path}: {code}");
        }
    }

    private static SocketsHttpHandler Handler(ApiAccess access)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // A host that vanished is noticed by the kernel. A proxy answers for a server behind it that vanished, but not its pings. .NET wakes up in
            // a quarter of the shorter of these times, and to look for idle connections in a quarter of the third.
            ConnectCallback = ApiConnection.OpenAsync,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            KeepAlivePingDelay = TimeSpan.FromMinutes(1),
            KeepAlivePingTimeout = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(4),
            AllowAutoRedirect = false,
            UseProxy = false,
        };
        if (access.Authorities is { } authorities)
            handler.SslOptions.CertificateChainPolicy = Certificates.Trust(authorities);
        if (access.Certificate is { } certificate)
            handler.SslOptions.ClientCertificates = [certificate];
        return handler;
    }
}
