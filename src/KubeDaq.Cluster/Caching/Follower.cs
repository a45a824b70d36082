using KubeDaq.Cluster.Clients;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cluster.Caching;

/// <summary>Follows a kind in the API server: a list, then watches from version to version, and a list again when one was forgotten.</summary>
internal sealed class Follower<T>(
    ResourceClient<T> client, ObjectCache<T> cache, CacheOptions<T> options, TimeProvider time, Random jitter, ILogger logger)
    where T : class
{
    private static readonly TimeSpan TooShort = TimeSpan.FromSeconds(1);
    private readonly ResourceKind _kind = client.Kind;
    private string? _version;
    private int _failures;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var problem = await FollowAsync(stop);
            if (problem is null)
                continue;
            _failures++;
            CacheMetrics.Losses.Add(1, Tag);
            var delay = options.BackOff.After(_failures, jitter);
            CacheLog.Lost(logger, _kind.QualifiedName, problem, delay);
            await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private KeyValuePair<string, object?> Tag => CacheMetrics.Kind(_kind.QualifiedName);

    /// <summary>One list and watch; gives what went wrong, in a line, or null.</summary>
    private async Task<string?> FollowAsync(CancellationToken stop)
    {
        try
        {
            if (_version is null)
                await ListAsync(stop);
            return await WatchAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException)
        {
            return "the watch was silent for longer than the server promised";
        }
        catch (ApiException e) when (e.IsExpired && _version is not null)
        {
            CacheLog.Expired(logger, _kind.QualifiedName, _version);
            _version = null;
            // The first time is ordinary and mended at once; several in a row must not become a tight loop.
            return _failures++ == 0 ? null : e.Message;
        }
        catch (ApiException e)
        {
            // Whatever the server has against this version, a list gives another.
            _version = null;
            return e.Message;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private async Task ListAsync(CancellationToken stop)
    {
        var listing = await client.Collection.ListAsync(options.Selection, stop);
        CacheMetrics.Lists.Add(1, Tag);
        cache.Replace(listing.Items);
        _version = listing.Version;
        CacheLog.Listed(logger, _kind.QualifiedName, listing.Items.Count, listing.Version);
    }

    private async Task<string?> WatchAsync(CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var watchTime = options.WatchTime * (1 + (jitter.NextDouble() / 2));
        var any = false;
        await foreach (var line in client.Collection.WatchAsync(options.Selection, _version!, watchTime, stop))
        {
            any = true;
            _failures = 0;
            Apply(line);
        }

        // A server that ends every watch at once must not be asked in a tight loop.
        if (!any && time.GetElapsedTime(began) < TooShort)
            return "the server ended the watch at once";
        _failures = 0;
        return null;
    }

    private void Apply(WatchLine line)
    {
        CacheMetrics.Events.Add(1, Tag, new KeyValuePair<string, object?>("type", line.Type));
        if (line.Type == WatchLine.Error)
            throw new ApiException(line.Status, $"the watch of {_kind.QualifiedName} ended: {line.Status.Message}");
        cache.Apply(line);
        _version = line.Version ?? _version;
    }
}
