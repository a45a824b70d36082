using System.Runtime.CompilerServices;
using System.Text.Json;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cluster.Clients;

/// <summary>Lists and watches a kind; what it gives is JSON still.</summary>
internal sealed class CollectionReader(ClusterConnection connection, ResourceKind kind)
{
    private const int PageSize = 500;

    /// <summary>Reads all pages; starts over, once in one page, when the server has forgotten what came between.</summary>
    public async Task<Listing> ListAsync(Selection selection, CancellationToken stop)
    {
        try
        {
            return await ListAsync(selection, PageSize, stop);
        }
        catch (ApiException e) when (e.IsExpired)
        {
            return await ListAsync(selection, null, stop);
        }
    }

    /// <summary>Watches from a version on, until the server ends the stream; throws when it stays silent for too long.</summary>
    public async IAsyncEnumerable<WatchLine> WatchAsync(
        Selection selection, string version, TimeSpan timeout, [EnumeratorCancellation] CancellationToken stop)
    {
        var query = selection.Query(
            "watch=true", "allowWatchBookmarks=true", $"resourceVersion={Uri.EscapeDataString(version)}", $"timeoutSeconds={(int)timeout.TotalSeconds}");
        var request = new ApiRequest(HttpMethod.Get, kind.Path(selection.Namespace) + query) { Kind = kind, Purpose = $"watch {kind.QualifiedName}" };
        // The server ends the stream at the timeout. One that is still open well after it is a stream that nobody serves any more.
        using var deadline = new CancellationTokenSource(timeout + TimeSpan.FromSeconds(15), connection.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        using var response = await connection.SendAsync(request, either.Token);
        await using var stream = await response.Content.ReadAsStreamAsync(either.Token);
        using var lines = new StreamReader(stream);
        while (await lines.ReadLineAsync(either.Token) is { } line)
        {
            if (line.Length > 0)
                yield return WatchLine.Parse(line);
        }
    }

    private async Task<Listing> ListAsync(Selection selection, int? limit, CancellationToken stop)
    {
        var items = new List<JsonElement>();
        string? token = null;
        while (true)
        {
            var page = await PageAsync(selection, limit, token, stop);
            items.AddRange(page.Items);
            token = page.Metadata.Continue;
            if (string.IsNullOrEmpty(token))
                return new Listing(items, page.Metadata.ResourceVersion ?? "");
        }
    }

    private async Task<ListPage> PageAsync(Selection selection, int? limit, string? token, CancellationToken stop)
    {
        var paging = new List<string>();
        if (limit is not null)
            paging.Add($"limit={limit}");
        if (!string.IsNullOrEmpty(token))
            paging.Add("continue=" + Uri.EscapeDataString(token));
        var request = new ApiRequest(HttpMethod.Get, kind.Path(selection.Namespace) + selection.Query(paging)) { Kind = kind, Purpose = $"list {kind.QualifiedName}" };
        using var body = await connection.AskAsync(request, stop);
        return body.RootElement.Deserialize<ListPage>(ApiStatus.Json) ?? new ListPage();
    }
}
