using System.Net;
using System.Text.Json;
using k8s;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cluster.Connections;

/// <summary>An authenticated connection to a cluster's API server, for the life of a program.</summary>
public sealed class ClusterConnection : IDisposable
{
    private readonly ClusterAccess _access;
    private readonly TimeProvider _time;
    private readonly Kubernetes _official;
    private readonly Acting? _acting;

    /// <summary>Prepares the connection; nothing is sent yet.</summary>
    /// <exception cref="CredentialsException">The certificate or key cannot be used.</exception>
    public ClusterConnection(ClusterAccess access, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(access);
        _access = access;
        _time = time ?? TimeProvider.System;
        access.Configuration.UserAgent = $"kubedaq/{typeof(ClusterConnection).Assembly.GetName().Version?.ToString(3)}";
        access.Configuration.FirstMessageHandlerSetup = handler => ClusterTransport.SetUp(handler, access.Authorities);
        try
        {
            _official = new Kubernetes(access.Configuration);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new CredentialsException($"cannot use {access.Origin}: {e.Message.Split('\n', 2)[0].TrimEnd()}", e);
        }
    }

    private ClusterConnection(ClusterConnection shared, Acting acting) =>
        (_access, _time, _official, _acting) = (shared._access, shared._time, shared._official, acting);

    /// <summary>The API server's address.</summary>
    public Uri Server => _access.Server;

    /// <summary>The namespace to use where none is named.</summary>
    public string Namespace => _access.Namespace;

    /// <summary>The official client over the same connection, for what a <see cref="ResourceClient{T}"/> does not do.</summary>
    public IKubernetes Official => _acting is null ? _official : throw new InvalidOperationException("the official client would speak as the program itself");

    internal TimeProvider Time => _time;

    /// <summary>The same connection, speaking as a person; it lives as long as this one.</summary>
    public ClusterConnection As(Acting person)
    {
        ArgumentNullException.ThrowIfNull(person);
        // The API server would take the certificate before it looks at the token, and the person would be the program.
        if (!person.NeedsOwnAccount && !_access.IsWithoutCredentials)
            throw new InvalidOperationException("a person's token goes over a connection without credentials of its own");
        return new(this, person);
    }

    /// <summary>A client for one kind.</summary>
    public ResourceClient<T> Client<T>(ResourceKind<T> kind)
        where T : class => new(this, kind);

    /// <summary>Sends a request as this connection's user; the response's headers have arrived and its status is a success.</summary>
    /// <exception cref="ApiException">The API server refused.</exception>
    /// <exception cref="UnreachableException">It did not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(ApiRequest request, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(request);
        for (var attempt = 0; ; attempt++)
        {
            var response = await SendOnceAsync(request, stop);
            if (response.IsSuccessStatusCode)
                return response;
            using (response)
            {
                var refusal = await Refusal.ReadAsync(response, request, _access, stop);
                if (!MayRepeat(response, attempt))
                    throw refusal;
                await Task.Delay(refusal.RetryAfter ?? TimeSpan.Zero, _time, stop);
            }
        }
    }

    /// <summary>Sends a request and reads its whole JSON answer, both within the request's time.</summary>
    /// <exception cref="ApiException">The API server refused.</exception>
    /// <exception cref="UnreachableException">It did not answer, or not in JSON.</exception>
    public async Task<JsonDocument> AskAsync(ApiRequest request, CancellationToken stop)
    {
        using var response = await SendAsync(request, stop);
        using var deadline = new CancellationTokenSource(request.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
            return await JsonDocument.ParseAsync(stream, default, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw Refusal.NoAnswer(_access, request.Timeout);
        }
        catch (JsonException e)
        {
            throw new UnreachableException($"cannot {request.Purpose}: {Server} does not answer in JSON; is it a Kubernetes API server?", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new UnreachableException($"cannot {request.Purpose}: the connection to {Server} broke: {e.Message}", e);
        }
    }

    /// <summary>What this connection shows as proof of who it is. The token itself is told to nobody.</summary>
    /// <exception cref="CredentialsException">There is none to be had.</exception>
    public async Task<CredentialLife> CredentialAsync(CancellationToken stop)
    {
        if (_acting is not null)
            return _acting.Credential;
        using var message = new HttpRequestMessage();
        if (_official.Credentials is { } credentials)
            await credentials.ProcessHttpRequestAsync(message, stop);
        return message.Headers.Authorization is { Scheme: "Bearer", Parameter: { Length: > 0 } token }
            ? CredentialLife.OfToken(token)
            : CredentialLife.OfConfiguration(_access.Configuration);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_acting is null)
            _official.Dispose();
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, CancellationToken stop)
    {
        using var deadline = new CancellationTokenSource(request.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            using var message = request.ToMessage(_official.BaseUri);
            if (_access.Configuration.TlsServerName is { Length: > 0 } name)
                message.Headers.Host = name;
            if (_official.Credentials is { } credentials)
                await credentials.ProcessHttpRequestAsync(message, either.Token);
            _acting?.Apply(message);
            return await _official.HttpClient.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            throw Refusal.NoAnswer(_access, request.Timeout);
        }
        catch (HttpRequestException e)
        {
            throw Refusal.NoConnection(_access, e);
        }
    }

    /// <summary>A server that says "too many requests" did nothing yet; a token may have been replaced under way.</summary>
    private bool MayRepeat(HttpResponseMessage response, int attempt)
    {
        if (response.StatusCode == HttpStatusCode.Unauthorized
            && attempt == 0
            && _access.Configuration.TokenProvider is IRenewedToken token)
        {
            token.Forget();
            return true;
        }

        return response.StatusCode == HttpStatusCode.TooManyRequests && response.Headers.RetryAfter is not null && attempt < 10;
    }
}
