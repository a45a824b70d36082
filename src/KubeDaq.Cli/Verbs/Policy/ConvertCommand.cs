using System.CommandLine;
using KubeDaq.Api.HostAccess.Migration;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.HostAccess;
using KubeDaq.Cli.Terminals;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>Converts PodSecurityPolicies and SecurityContextConstraints, and names all that is left over.</summary>
internal sealed class ConvertCommand : Verb
{
    private readonly Argument<string[]> _files = new("file") { Description = "Files, folders or - with the policies, their roles and bindings, and namespaces to govern.", Arity = ArgumentArity.OneOrMore };

    public ConvertCommand(Shell shell)
        : base(shell, "convert", "Convert PodSecurityPolicies and OpenShift's SecurityContextConstraints with their grants; prints YAML.")
    {
        _files.Validators.Add(FileOption.CheckPaths);
        Add(_files);
    }

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var objects = FileObjects.Read(parsed.GetRequiredValue(_files), Console.In);
        if (!PolicyMigration.Concerns(objects))
            throw new CommandFailure(ExitCode.Error, "there is no PodSecurityPolicy and no SecurityContextConstraints in the files");
        var made = PolicyMigration.Convert(objects);
        Terminal.Out.Write(made.ToYaml());
        foreach (var left in made.Leftovers)
            Terminal.Error.WriteLine($"{Terminal.Paint("left over:", Shade.Attention)} {left}");
        return Task.FromResult(ExitCode.Done);
    }
}
