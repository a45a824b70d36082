using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Verbs;

/// <summary>Which objects to list, once or as they change.</summary>
internal sealed class ListQuery(Listing listing, Selection selection, IReadOnlyCollection<string> names)
{
    public async Task<int> PrintAsync(Session session, IListForm form, bool single, CancellationToken stop)
    {
        var found = await FetchAsync(session, stop);
        if (single && found.Count == 1)
            form.WriteOne(found[0]);
        else
            form.WriteAll(found);
        if (found.Count == 0 && names.Count == 0)
            session.Terminal.Error.WriteLine(Nothing());
        return ExitCode.Done;
    }

    public async Task<int> WatchAsync(Session session, IListForm form, CancellationToken stop)
    {
        // All that is there first, so that the columns fit it; after that only what differs.
        var found = await FetchAsync(session, stop);
        form.WriteAll(found);
        var known = found.ToDictionary(Identify, Version);
        await foreach (var change in Follow.ChangesAsync(session.Json(listing.Kind), selection, session.Time, stop))
        {
            var value = change.Now ?? change.Before!;
            var name = Identify(value);
            if (names.Count > 0 && !names.Contains(name.Name))
                continue;
            if (change.Now is not null && known.Remove(name, out var version) && version == Version(value))
                continue;
            form.WriteChange(value, gone: change.Now is null);
        }

        return ExitCode.Done;
    }

    private async Task<IReadOnlyList<JsonObject>> FetchAsync(Session session, CancellationToken stop)
    {
        var client = session.Json(listing.Kind);
        if (names.Count == 0)
            return [.. (await client.ListAsync(selection, stop)).OrderBy(Identify)];
        var found = new List<JsonObject>();
        foreach (var name in names)
        {
            found.Add(await client.GetAsync(new ObjectName(selection.Namespace ?? "", name), stop) ?? throw new CommandFailure(
                ExitCode.NotFound, $"there is no {listing.Noun} {name}{Where()}; 'kubedaq get {listing.Noun}s' lists them"));
        }

        return found;
    }

    private string Where() => selection.Namespace is null ? "" : $" in namespace {selection.Namespace}";

    private string Nothing() => $"No {listing.Noun}s found{Where()}.";

    private static ObjectName Identify(JsonObject value) => JsonNames.Of(value);

    private static string? Version(JsonObject value) => value["metadata"]?["resourceVersion"]?.GetValue<string>();
}
