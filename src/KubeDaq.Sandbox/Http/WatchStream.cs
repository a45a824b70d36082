using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;
using Microsoft.AspNetCore.Http;

namespace KubeDaq.Sandbox.Http;

/// <summary>Answers a watch: a line for each change until the client is gone or the time is over.</summary>
internal sealed class WatchStream(ObjectStore store, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan BookmarkEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BookmarkBeforeEnd = TimeSpan.FromSeconds(2);

    /// <summary>Sends the changes.</summary>
    public async Task RunAsync(HttpContext context, ResourceKind kind, string ns, ListOptions options, CancellationToken stop)
    {
        var events = new WatchEvents(kind, ns, options, AnswerForm.Of(context.Request).View, ObjectAnswers.Includes(context), time);
        var (watcher, first, error) = Begin(kind, ns, options, events);
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync(stop);
        using (watcher)
        {
            foreach (var line in first)
                await context.Response.Body.WriteAsync(line, stop);
            await context.Response.Body.FlushAsync(stop);
            if (error is null)
                await FollowAsync(context.Response, watcher!, events, options, stop);
        }
    }

    private (Watcher? Watcher, IEnumerable<ReadOnlyMemory<byte>> First, Exception? Error) Begin(ResourceKind kind, string ns, ListOptions options, WatchEvents events)
    {
        try
        {
            var version = ListReader.Version(options.Version);
            if (version > 0 && !options.SendsInitialEvents)
                return (store.Watch(kind.Storage, version), [], null);
            var snapshot = store.Look(kind.Storage);
            events.Revision = snapshot.Revision;
            var lines = snapshot.In(ns).Where(item => ListReader.Matches(options, item)).Select(item => events.Line("ADDED", item));
            if (options.SendsInitialEvents && options.Bookmarks)
                lines = lines.Append(events.Bookmark(initialEnd: true));
            return (store.Watch(kind.Storage, snapshot.Revision), [.. lines], null);
        }
        catch (RevisionTooOldException gone)
        {
            var status = StatusException.Expired($"too old resource version: {options.Version} ({gone.Oldest})").ToStatus();
            return (null, [WatchEvents.Line("ERROR", JsonText.Write(status))], gone);
        }
        catch (FormatException error)
        {
            throw new StatusException(500, "", error.Message);
        }
    }

    private async Task FollowAsync(HttpResponse response, Watcher watcher, WatchEvents events, ListOptions options, CancellationToken stop)
    {
        var end = time.GetUtcNow() + (options.Timeout ?? Longest);
        var bookmark = Earlier(time.GetUtcNow() + BookmarkEvery, end - BookmarkBeforeEnd);
        while (!stop.IsCancellationRequested)
        {
            var next = options.Bookmarks && bookmark > DateTimeOffset.MinValue ? Earlier(bookmark, end) : end;
            if (await ChangesAsync(watcher.Changes, next, stop) is not { } open)
            {
                // A timer may be a little early: what it was set for is what is due.
                if (next == end)
                    return;
                events.Revision = Math.Max(events.Revision, store.Revision);
                await response.Body.WriteAsync(events.Bookmark(initialEnd: false), stop);
                await response.Body.FlushAsync(stop);
                bookmark = time.GetUtcNow() + BookmarkEvery;
                bookmark = bookmark >= end ? DateTimeOffset.MinValue : Earlier(bookmark, end - BookmarkBeforeEnd);
                continue;
            }
            if (!open)
                return;
            while (watcher.Changes.TryRead(out var change))
            {
                if (events.Line(change) is { } line)
                    await response.Body.WriteAsync(line, stop);
            }
            await response.Body.FlushAsync(stop);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>Waits for changes: true, or false at their end; null when the time came first.</summary>
    private async Task<bool?> ChangesAsync(ChannelReader<Change> changes, DateTimeOffset until, CancellationToken stop)
    {
        if (changes.TryPeek(out _))
            return true;
        var left = until - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return null;
        using var timer = new CancellationTokenSource(left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await changes.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <summary>The lines of one watch.</summary>
internal sealed class WatchEvents(ResourceKind kind, string ns, ListOptions options, View view, string includes, TimeProvider time)
{
    private bool _headersSent;

    /// <summary>The revision up to which the client knows everything.</summary>
    public long Revision { get; set; }

    /// <summary>The line for a change, or null where the client does not watch that object.</summary>
    public ReadOnlyMemory<byte>? Line(Change change)
    {
        Revision = change.Object.Revision;
        if (ns.Length > 0 && change.Object.Key.Namespace != ns)
            return null;
        var was = change.Previous is not null && ListReader.Matches(options, change.Previous);
        var matches = change.Type != ChangeType.Deleted && ListReader.Matches(options, change.Object);
        return (was, matches) switch
        {
            (false, true) => Line("ADDED", change.Object),
            (true, true) => Line("MODIFIED", change.Object),
            (true, false) => Line("DELETED", change.Type == ChangeType.Deleted ? change.Object : Left(change)),
            _ => null,
        };
    }

    /// <summary>The line for an object.</summary>
    public ReadOnlyMemory<byte> Line(string type, StoredObject item) => view switch
    {
        View.Table => Line(type, JsonText.Write(Table(item))),
        View.Metadata => Line(type, JsonText.Write(Tables.MetadataOf(item.Value))),
        _ => Line(type, ObjectAnswers.Bytes(kind, item)),
    };

    /// <summary>The line that only tells the version.</summary>
    public ReadOnlyMemory<byte> Bookmark(bool initialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = Revision.ToString(), ["creationTimestamp"] = null };
        if (initialEnd)
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        var value = new JsonObject { ["kind"] = kind.Kind, ["apiVersion"] = kind.ApiVersion, ["metadata"] = metadata };
        return view == View.Object ? Line("BOOKMARK", JsonText.Write(value)) : Line("BOOKMARK", new StoredObject(new(kind.Storage, "", ""), Revision, value));
    }

    /// <summary>A line of a watch.</summary>
    public static ReadOnlyMemory<byte> Line(string type, ReadOnlyMemory<byte> value)
    {
        var start = Encoding.UTF8.GetBytes($"{{\"type\":\"{type}\",\"object\":");
        var line = new byte[start.Length + value.Length + 2];
        start.CopyTo(line, 0);
        value.CopyTo(line.AsMemory(start.Length));
        line[^2] = (byte)'}';
        line[^1] = (byte)'\n';
        return line;
    }

    // An object that no longer matches is shown as it last matched, at the revision at which it left.
    private static StoredObject Left(Change change)
    {
        var value = change.Previous!.Value.DeepClone().AsObject();
        value.Metadata()["resourceVersion"] = change.Object.Revision.ToString();
        return new(change.Object.Key, change.Object.Revision, value);
    }

    private JsonObject Table(StoredObject item)
    {
        var table = Tables.Make(kind, [item], new() { ["resourceVersion"] = item.Revision.ToString() }, includes, time.GetUtcNow(), !_headersSent);
        _headersSent = true;
        return table;
    }
}
