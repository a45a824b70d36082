using System.CommandLine;
using System.Text.Json.Nodes;
using KubeDaq.Api.Meta;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Verbs;

/// <summary>Tells all about one partition, card, host or host access policy.</summary>
internal sealed class DescribeCommand : Verb
{
    private static readonly ResourceKind Events = new("", "v1", "events", "Event", true);
    private readonly Argument<string> _kind = new("kind") { Description = "partition, card, host or hap." };
    private readonly Argument<string> _name;

    public DescribeCommand(Shell shell)
        : base(shell, "describe", "Tell all about one partition, card, host or host access policy.")
    {
        _kind.CompletionSources.Add(_ => Listing.All.Select(l => l.Noun));
        Add(_kind);
        Add(_name = new Argument<string>("name") { Description = "Its name." });
        _name.CompletionSources.Add(context => KnownNames.Of(shell, context.ParseResult, context.ParseResult.GetValue(_kind) ?? "partition"));
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var listing = Listing.Named(parsed.GetRequiredValue(_kind));
        var name = parsed.GetRequiredValue(_name);
        using var session = Connect(parsed);
        var now = Time.GetUtcNow();
        var text = listing.Noun switch
        {
            "partition" => PartitionDescription.Of(
                await session.PartitionAsync(name, stop), await EventsAsync(session, session.Namespace, listing, name, stop), now),
            "card" => CardDescription.Of(await session.CardAsync(name, stop), await EventsAsync(session, "default", listing, name, stop), now),
            "hap" => PolicyDescription.Of(
                await session.PolicyAsync(name, stop), await EventsAsync(session, "default", listing, name, stop), now),
            _ => HostDescription.Of(await session.Hosts.GetAsync(new ObjectName("", name), stop) ?? throw new CommandFailure(
                ExitCode.NotFound, $"there is no host {name}; 'kubedaq get hosts' lists them")),
        };
        text.Write(Terminal);
        return ExitCode.Done;
    }

    /// <summary>What happened to it; nothing where the user may not read events.</summary>
    private static async Task<IReadOnlyList<JsonObject>> EventsAsync(Session session, string ns, Listing listing, string name, CancellationToken stop)
    {
        try
        {
            var selection = new Selection(ns, Fields: $"involvedObject.kind={listing.Kind.Kind},involvedObject.name={name}");
            return await session.Json(Events).ListAsync(selection, stop);
        }
        catch (ApiException e) when (e.IsForbidden)
        {
            return [];
        }
    }
}
