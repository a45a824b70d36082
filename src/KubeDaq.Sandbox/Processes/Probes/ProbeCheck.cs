using System.Net.Sockets;
using System.Text.Json.Nodes;
using KubeDaq.Sandbox.Controllers;
using KubeDaq.Sandbox.Processes.Containers;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Processes.Probes;

/// <summary>Does once what a probe or a lifecycle hook says: a command, an HTTP request or a connection.</summary>
internal sealed class ProbeCheck(ContainerEngine engine, TimeProvider time) : IDisposable
{
    // A probe does not verify certificates, and every answer counts by itself.
    private readonly HttpClient _http = new(new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });

    /// <summary>What was wrong; null when all is well.</summary>
    /// <param name="action">The probe or hook.</param>
    /// <param name="container">The container.</param>
    /// <param name="spec">Its spec, for names of ports.</param>
    /// <param name="address">The pod's address.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<string?> AskAsync(JsonObject action, RunningContainer container, JsonObject spec, string address, TimeSpan timeout, CancellationToken stop)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, late.Token);
        try
        {
            return await AskAsync(action, container, spec, address, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return action["exec"] is null ? "context deadline exceeded (Client.Timeout exceeded while awaiting headers)" : $"command timed out after {timeout.TotalSeconds:0}s";
        }
        catch (Exception exception) when (exception is HttpRequestException or SocketException or IOException)
        {
            return exception.InnerException?.Message ?? exception.Message;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<string?> AskAsync(JsonObject action, RunningContainer container, JsonObject spec, string address, CancellationToken stop)
    {
        if (action["exec"] is { } exec)
        {
            var (code, output) = await engine.ExecAsync(container, [.. exec.Texts("command")], stop);
            return code == 0 ? null : output.Trim() is { Length: > 0 } text ? text : $"command exited with {code}";
        }
        if (action["httpGet"] is { } http)
            return await GetAsync(http, spec, address, stop);
        if (action["tcpSocket"] is { } tcp)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(tcp.Text("host") ?? address, Port(tcp, spec), stop);
            return null;
        }
        if (action.Number("sleep", "seconds") is { } seconds)
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, stop);
        return action["grpc"] is null ? null : "the sandbox does not do grpc probes; use exec, httpGet or tcpSocket";
    }

    private async Task<string?> GetAsync(JsonNode http, JsonObject spec, string address, CancellationToken stop)
    {
        var scheme = (http.Text("scheme") ?? "HTTP").ToLowerInvariant();
        var path = http.Text("path") ?? "/";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://{http.Text("host") ?? address}:{Port(http, spec)}{(path.StartsWith('/') ? "" : "/")}{path}");
        request.Headers.TryAddWithoutValidation("User-Agent", "kube-probe/sandbox");
        request.Headers.ConnectionClose = true;
        foreach (var header in http.Maps("httpHeaders"))
            request.Headers.TryAddWithoutValidation(header.Text("name") ?? "", header.Text("value"));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        return (int)response.StatusCode is >= 200 and < 400 ? null : $"HTTP probe failed with statuscode: {(int)response.StatusCode}";
    }

    private static int Port(JsonNode action, JsonObject spec) => (int)(action.Number("port")
        ?? spec.Maps("ports").FirstOrDefault(port => port.Text("name") == action.Text("port")).Number("containerPort")
        ?? (int.TryParse(action.Text("port"), out var number) ? number : 0));
}
