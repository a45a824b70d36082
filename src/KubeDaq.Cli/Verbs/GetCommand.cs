using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Rendering;
using KubeDaq.Cluster.Clients;

namespace KubeDaq.Cli.Verbs;

/// <summary>Lists partitions, cards, hosts or host access policies.</summary>
internal sealed class GetCommand : Verb
{
    private readonly Argument<string> _kind = new("kind") { Description = "partitions, cards, hosts or haps (host access policies); the singular and short names of kubectl do too." };
    private readonly Argument<string[]> _names = new("name") { Description = "Only these.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _output = new("--output", "-o") { Description = "How to print: table, wide, json, yaml or name.", HelpName = "form", DefaultValueFactory = _ => "table" };
    private readonly Option<bool> _watch = new("--watch", "-w") { Description = "Go on and print every change." };
    private readonly Option<bool> _all = new("--all-namespaces", "-A") { Description = "Of all namespaces." };
    private readonly Option<string?> _labels = new("--selector", "-l") { Description = "Only those with these labels, as in detector=apa.", HelpName = "labels" };

    public GetCommand(Shell shell)
        : base(shell, "get", "List partitions, cards, hosts or host access policies.")
    {
        _output.AcceptOnlyFromAmong("table", "wide", "json", "yaml", "name");
        _kind.CompletionSources.Add(_ => Listing.All.Select(l => l.Noun + "s"));
        Add(_kind);
        Add(_names);
        Add(_output);
        Add(_watch);
        Add(_all);
        Add(_labels);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var listing = Listing.Named(parsed.GetRequiredValue(_kind));
        using var session = Connect(parsed);
        var everywhere = parsed.GetValue(_all) || !listing.Kind.Namespaced;
        var names = parsed.GetValue(_names) ?? [];
        var query = new ListQuery(listing, new Selection(everywhere ? null : session.Namespace, parsed.GetValue(_labels)), names);
        var form = ListForms.Of(parsed.GetValue(_output)!, listing, parsed.GetValue(_all) && listing.Kind.Namespaced, Terminal, Time);
        return parsed.GetValue(_watch)
            ? await query.WatchAsync(session, form, stop)
            : await query.PrintAsync(session, form, names.Length == 1, stop);
    }
}
