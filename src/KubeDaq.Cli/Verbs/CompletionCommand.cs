using System.CommandLine;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs;

/// <summary>Prints the script that lets a shell complete verbs, options and names.</summary>
internal sealed class CompletionCommand : Verb
{
    private readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish." };

    public CompletionCommand(Shell shell)
        : base(shell, "completion", "Print the completion script of a shell; for bash: source <(kubedaq completion bash)")
    {
        _shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        Add(_shell);
    }

    protected override Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        Terminal.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(_shell)]);
        return Task.FromResult(ExitCode.Done);
    }
}
