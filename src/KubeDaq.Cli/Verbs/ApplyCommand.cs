using System.CommandLine;
using KubeDaq.Api.Partitions;
using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Following;
using KubeDaq.Cli.Rendering;

namespace KubeDaq.Cli.Verbs;

/// <summary>Makes a cluster have what files say.</summary>
internal sealed class ApplyCommand : Verb
{
    private readonly Shell _shell;
    private readonly Option<string[]> _files = FileOption.Make();
    private readonly Option<string?> _requestedBy = new("--requested-by") { Description = "The person behind the partition; without it you.", HelpName = "name" };
    private readonly Option<bool> _dry = new("--dry-run") { Description = "Let the server check everything and change nothing." };
    private readonly WaitOptions _wait = new("Wait until every application is ready, and show how it goes.");

    public ApplyCommand(Shell shell)
        : base(shell, "apply", "Create or change partitions as files say.")
    {
        _shell = shell;
        Add(_files);
        Add(_requestedBy);
        Add(_dry);
        _wait.AddTo(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var objects = new ManifestFiles(Console.In).Read(parsed.GetRequiredValue(_files));
        using var session = Connect(parsed);
        var preparation = new Preparation(session, parsed.GetValue(_shell.Options.Namespace) is not null, parsed.GetValue(_requestedBy));
        var applier = new ObjectApplier(session.Connection);
        var running = new List<Api.Meta.ObjectName>();
        foreach (var found in objects)
        {
            var value = await preparation.OfAsync(found, stop);
            var outcome = await applier.ApplyAsync(value, parsed.GetValue(_dry), stop);
            var name = JsonNames.Of(value);
            await Terminal.Out.WriteLineAsync($"{Noun(found)}/{name.Name} {outcome.ToString().ToLowerInvariant()}{(parsed.GetValue(_dry) ? " (dry run)" : "")}");
            if (found.Meaning is Partition { Spec.State: DesiredState.Running })
                running.Add(name);
        }

        foreach (var partition in _wait.Wanted(parsed) && !parsed.GetValue(_dry) ? running : [])
            await new PartitionWait(session, partition, new Goal.Phase(PartitionPhase.Running)).RunAsync(_wait.Time(parsed), stop);
        return ExitCode.Done;
    }

    private static string Noun(FileObject found) =>
        found.Meaning is null ? "namespace" : Listing.All.First(l => l.Kind.Kind == found.Meaning.Kind).Noun;
}
