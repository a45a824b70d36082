using System.Runtime.CompilerServices;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Controllers;

/// <summary>Everything of a kind, first as it is, then as it changes, over the end of any single watch.</summary>
internal static class ChangeFeed
{
    /// <summary>Gives what exists as added, and then every change. A reader never misses that an object is gone.</summary>
    public static async IAsyncEnumerable<Change> FollowAsync(IObjects objects, GroupResource resource, [EnumeratorCancellation] CancellationToken stop)
    {
        var known = new Dictionary<(string, string), StoredObject>();
        while (!stop.IsCancellationRequested)
        {
            var (items, revision) = objects.List(resource);
            foreach (var change in Differences(known, items))
                yield return Remember(known, change);
            await using var watch = objects.Watch(resource, null, revision, stop).GetAsyncEnumerator(stop);
            while (await MoveAsync(watch))
                yield return Remember(known, watch.Current);
        }
    }

    private static List<Change> Differences(Dictionary<(string, string), StoredObject> known, IReadOnlyList<StoredObject> items)
    {
        var now = items.Select(item => (item.Key.Namespace, item.Key.Name)).ToHashSet();
        var gone = known.Where(pair => !now.Contains(pair.Key)).Select(pair => new Change(ChangeType.Deleted, pair.Value, pair.Value));
        var changed = items
            .Select(item => (Item: item, Before: known.GetValueOrDefault((item.Key.Namespace, item.Key.Name))))
            .Where(pair => pair.Before?.Revision != pair.Item.Revision)
            .Select(pair => new Change(pair.Before is null ? ChangeType.Added : ChangeType.Modified, pair.Item, pair.Before));
        return [.. gone, .. changed];
    }

    private static Change Remember(Dictionary<(string, string), StoredObject> known, Change change)
    {
        var key = (change.Object.Key.Namespace, change.Object.Key.Name);
        if (change.Type == ChangeType.Deleted)
            known.Remove(key);
        else
            known[key] = change.Object;
        return change;
    }

    private static async Task<bool> MoveAsync(IAsyncEnumerator<Change> watch)
    {
        try
        {
            return await watch.MoveNextAsync();
        }
        catch (RevisionTooOldException)
        {
            return false;
        }
    }
}
