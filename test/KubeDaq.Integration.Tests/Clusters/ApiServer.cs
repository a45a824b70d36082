using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using k8s;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>Plain HTTP to a cluster: what the tests see is what went over the wire.</summary>
internal sealed class ApiServer : IDisposable
{
    private readonly Kubernetes _client;

    public ApiServer(string kubeconfig)
    {
        var configuration = KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig);
        _client = new Kubernetes(configuration) { HttpClient = { Timeout = Timeout.InfiniteTimeSpan } };
        if (configuration.AccessToken is { } token)
            _client.HttpClient.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public async Task<JsonObject?> GetAsync(string path)
    {
        using var answer = await _client.HttpClient.GetAsync(Address(path), TestContext.Current.CancellationToken);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await ReadAsync(answer);
    }

    public Task<JsonObject> CreateAsync(string path, JsonNode value) => SendAsync(HttpMethod.Post, path, value, "application/json");

    public Task<JsonObject> MergePatchAsync(string path, JsonNode patch) =>
        SendAsync(HttpMethod.Patch, path, patch, "application/merge-patch+json");

    /// <summary>Sends a body and takes whatever comes back.</summary>
    public async Task<ApiAnswer> TryAsync(HttpMethod method, string path, JsonNode body, string mediaType = "application/json", string? asGroup = null)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, mediaType) };
        if (asGroup is not null)
        {
            request.Headers.Add("Impersonate-User", "somebody");
            request.Headers.Add("Impersonate-Group", asGroup);
        }

        using var answer = await _client.HttpClient.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new ApiAnswer((int)answer.StatusCode, JsonNode.Parse(text)!.AsObject())
        {
            Warnings = answer.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : [],
        };
    }

    public async Task DeleteAsync(string path)
    {
        using var answer = await _client.HttpClient.DeleteAsync(Address(path), TestContext.Current.CancellationToken);
        if (answer.StatusCode != HttpStatusCode.NotFound) await ReadAsync(answer);
    }

    /// <summary>The events of a watch, one JSON object a line, until the server or <paramref name="stop"/> ends it.</summary>
    public async IAsyncEnumerable<JsonObject> WatchAsync(
        string path, string resourceVersion, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var url = Address($"{path}?watch=true&allowWatchBookmarks=false&resourceVersion={resourceVersion}");
        using var answer = await _client.HttpClient.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, stop);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        while (await lines.ReadLineAsync(stop) is { } line) yield return JsonNode.Parse(line)!.AsObject();
    }

    /// <summary>Makes an object, or makes it what it should be.</summary>
    public Task<JsonObject> ApplyAsync(string path, JsonNode value) =>
        SendAsync(HttpMethod.Patch, $"{path}?fieldManager=kubedaq-tests&force=true", value, "application/apply-patch+yaml");

    public void Dispose() => _client.Dispose();

    private async Task<JsonObject> SendAsync(HttpMethod method, string path, JsonNode body, string mediaType)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, mediaType) };
        using var answer = await _client.HttpClient.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!.AsObject();
    }

    private Uri Address(string path) => new(_client.BaseUri, path);
}
