using KubeDaq.Sandbox.Http.Seams;
using KubeDaq.Sandbox.Resources;
using KubeDaq.Sandbox.Storage;

namespace KubeDaq.Sandbox.Http;

/// <summary>One page of a list.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string? Continue, long? Remaining);

/// <summary>Finds what a list shows.</summary>
internal sealed class ListReader(ObjectStore store)
{
    private static readonly string Stale =
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. "
        + "Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

    /// <summary>The page that a client asks for.</summary>
    public ListPage Read(ResourceKind kind, string ns, ListOptions options)
    {
        var (snapshot, after) = Snapshot(kind, options);
        var matching = snapshot.In(ns, after).Where(item => Matches(options, item));
        if (options.Limit == 0 || (options.Version == "0" && options.Continue.Length == 0))
            return new([.. matching], snapshot.Revision, null, null);
        var items = matching.Take(options.Limit + 1).ToList();
        if (items.Count <= options.Limit)
            return new(items, snapshot.Revision, null, null);
        items.RemoveAt(options.Limit);
        var last = Storage.Snapshot.Key(items[^1].Key.Namespace, items[^1].Key.Name);
        var remaining = options.PicksAll ? snapshot.In(ns, last).LongCount() : (long?)null;
        return new(items, snapshot.Revision, new ContinueToken(snapshot.Revision, last).Write(), remaining);
    }

    /// <summary>Whether an object is one of those asked for.</summary>
    public static bool Matches(ListOptions options, StoredObject item) =>
        options.Labels.Matches(item.Value.Map("metadata", "labels")) && options.Fields.Matches(item.Value);

    /// <summary>Reads a resourceVersion.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    public static long Version(string text) =>
        text.Length == 0 ? 0 : ulong.TryParse(text, out var number) ? (long)Math.Min(number, long.MaxValue)
            : throw new FormatException($"resourceVersion: Invalid value: \"{text}\": strconv.ParseUint: parsing \"{text}\": invalid syntax");

    private (Snapshot Snapshot, string? After) Snapshot(ResourceKind kind, ListOptions options)
    {
        try
        {
            if (options.Continue.Length > 0)
            {
                var token = ContinueToken.Parse(options.Continue);
                return (store.LookBack(kind.Storage, token.Revision), token.AfterKey);
            }
            var version = Version(options.Version);
            if (version > store.Revision)
                throw TooLarge(version);
            return (options.Match == "Exact" ? store.LookBack(kind.Storage, version) : store.Look(kind.Storage), null);
        }
        catch (RevisionTooOldException) when (options.Continue.Length > 0)
        {
            throw StatusException.Expired(Stale);
        }
        catch (RevisionTooOldException)
        {
            throw StatusException.Expired($"The resourceVersion for the provided list is too old.");
        }
        catch (FormatException error)
        {
            throw StatusException.BadRequest($"invalid resource version: {error.Message}");
        }
    }

    private StatusException TooLarge(long version) => new(504, "Timeout", $"Timeout: Too large resource version: {version}, current: {store.Revision}", new()
    {
        ["causes"] = new System.Text.Json.Nodes.JsonArray(new System.Text.Json.Nodes.JsonObject { ["reason"] = "ResourceVersionTooLarge", ["message"] = "Too large resource version" }),
        ["retryAfterSeconds"] = 1,
    });
}
