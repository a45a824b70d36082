using System.CommandLine;
using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Api.Planning;
using KubeDaq.Cli.Applying;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Planning;

namespace KubeDaq.Cli.Verbs;

/// <summary>Tells where the applications of a file would land now, by the rules by which the operator decides; changes nothing.</summary>
internal sealed class PlanCommand : Verb
{
    private readonly Shell _shell;
    private readonly Option<string[]> _files = FileOption.Make();

    public PlanCommand(Shell shell)
        : base(shell, "plan", "Tell where the applications of a file would land, or what is in their way; changes nothing.")
    {
        _shell = shell;
        Add(_files);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var objects = new ManifestFiles(Console.In).Read(parsed.GetRequiredValue(_files));
        using var session = Connect(parsed);
        var preparation = new Preparation(session, parsed.GetValue(_shell.Options.Namespace) is not null, null);
        var wanted = objects.Where(o => o.Meaning is Partition).Select(o => InNamespace(preparation, o)).ToList();
        var plan = Planner.Make(await new RackReader(session).ReadAsync(wanted, stop));
        var code = ExitCode.Done;
        foreach (var partition in wanted)
        {
            var report = new PlanReport(partition, plan.Partitions[new ObjectName(partition.Metadata.Namespace!, partition.Metadata.Name!)]);
            report.Write(Terminal);
            code = Math.Max(code, report.ExitCode);
        }

        return code;
    }

    private static Partition InNamespace(Preparation preparation, FileObject found)
    {
        var partition = (Partition)found.Meaning!;
        return partition with { Metadata = partition.Metadata with { Namespace = preparation.NamespaceOf(partition, found.File) } };
    }
}
