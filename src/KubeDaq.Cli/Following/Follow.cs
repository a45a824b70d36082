using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KubeDaq.Cluster.Caching;
using KubeDaq.Cluster.Clients;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Cli.Following;

/// <summary>An object that came (no before), changed or went (no now).</summary>
internal readonly record struct Change<T>(T? Before, T? Now)
    where T : class;

/// <summary>Follows objects as they change, over lost connections too.</summary>
internal static class Follow
{
    /// <summary>First every object as it is, then each change, until it is stopped.</summary>
    public static async IAsyncEnumerable<Change<T>> ChangesAsync<T>(
        ResourceClient<T> client, Selection selection, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
        where T : class
    {
        // A cache tries again for ever; what is wrong from the start is to be said at once.
        await client.ListAsync(selection, stop);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var changes = Channel.CreateUnbounded<Change<T>>();
        var options = new CacheOptions<T> { Selection = selection, Resync = null };
        var cache = new ObjectCache<T>(client, options, time, new Random(), NullLogger<ObjectCache<T>>.Instance);
        cache.Changed += (before, now) => changes.Writer.TryWrite(new(before, now));
        var running = cache.RunAsync(ended.Token);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(stop))
                yield return change;
        }
        finally
        {
            await ended.CancelAsync();
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One object as it is and then each time that it changes; null when it is gone.</summary>
    public static async IAsyncEnumerable<T?> OneAsync<T>(
        ResourceClient<T> client, Api.Meta.ObjectName name, TimeProvider time, [EnumeratorCancellation] CancellationToken stop)
        where T : class
    {
        if (await client.GetAsync(name, stop) is null)
            yield return null;
        var selection = new Selection(name.Namespace.Length > 0 ? name.Namespace : null, Fields: $"metadata.name={name.Name}");
        await foreach (var change in ChangesAsync(client, selection, time, stop))
            yield return change.Now;
    }
}
