using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Verbs;

/// <summary>Names for the shell's completion. It must be quick and never complain.</summary>
internal static class KnownNames
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Of(Shell shell, ParseResult parsed, string noun)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Patience, shell.Time);
            // A completion source is synchronous, and this process does nothing else.
            return ListAsync(shell, parsed, Listing.Named(noun), deadline.Token).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ClusterException or OperationCanceledException)
        {
            return [];
        }
    }

    private static async Task<IEnumerable<string>> ListAsync(Shell shell, ParseResult parsed, Listing listing, CancellationToken stop)
    {
        using var session = shell.Connect(parsed);
        var client = session.Json(listing.Kind);
        var objects = await client.ListAsync(listing.Kind.Namespaced ? session.Namespace : null, null, stop);
        return [.. objects.Select(o => client.Kind.Form.Identify(o).Name.Name)];
    }
}
