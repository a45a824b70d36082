using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Cli.Hosting.Agents;

/// <summary>Follows a kind in the sandbox's store.</summary>
internal static class Following
{
    /// <summary>Tells all that there is, at first and when history was lost, and then every change, until stopped.</summary>
    public static async Task RunAsync(IObjects objects, GroupResource resource, Action<IReadOnlyList<StoredObject>> all, Action<Change> changed, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var (items, revision) = objects.List(resource);
            all(items);
            try
            {
                await foreach (var change in objects.Watch(resource, null, revision, stop))
                    changed(change);
            }
            catch (RevisionTooOldException)
            {
                // From the beginning.
            }
        }
    }
}
