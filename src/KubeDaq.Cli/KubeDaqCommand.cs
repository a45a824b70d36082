using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Terminals;
using KubeDaq.Cli.Verbs;
using KubeDaq.Cli.Verbs.Identity;
using KubeDaq.Cli.Verbs.Policy;

namespace KubeDaq.Cli;

/// <summary>The command <c>kubedaq</c>: its verbs, and how it ends.</summary>
internal static class KubeDaqCommand
{
    /// <summary>Ending a sandbox ends its pods, which have a grace period.</summary>
    private static readonly TimeSpan TerminationTime = TimeSpan.FromSeconds(45);

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal, TimeProvider time, CancellationToken stop = default)
    {
        var parsed = Make(new Shell(terminal, time)).Parse(arguments);
        if (parsed.Action is ParseErrorAction)
            return Complain(parsed, terminal);
        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TerminationTime,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, stop);
        }
        catch (Exception e) when (Ending.Of(e) is { } ending)
        {
            if (ending.Message.Length > 0)
                await terminal.Error.WriteLineAsync($"{terminal.Paint("error:", Shade.Bad)} {ending.Message}");
            return ending.ExitCode;
        }
    }

    public static RootCommand Make(Shell shell)
    {
        var root = new RootCommand("Runs data-acquisition partitions on Kubernetes.");
        foreach (var option in shell.Options.All)
            root.Add(option);
        foreach (var verb in AllVerbs(shell))
            root.Add(verb);
        return root;
    }

    private static IEnumerable<Command> AllVerbs(Shell shell) =>
    [
        new ApplyCommand(shell), new PlanCommand(shell), new StartCommand(shell), new StopCommand(shell), new DeleteCommand(shell),
        new GetCommand(shell), new DescribeCommand(shell), new LogsCommand(shell), new WaitCommand(shell),
        new CardsCommand(shell), new ReleaseCommand(shell),
        new PolicyCommand(shell), new LoginCommand(shell), new LogoutCommand(shell), new WhoamiCommand(shell), new AuthCommand(shell),
        new SandboxCommand(shell), new OperatorCommand(shell), new CompletionCommand(shell),
    ];

    private static int Complain(ParseResult parsed, Terminal terminal)
    {
        foreach (var problem in parsed.Errors)
            terminal.Error.WriteLine($"{terminal.Paint("error:", Shade.Bad)} {problem.Message}");
        terminal.Error.WriteLine($"'{Words(parsed.CommandResult)} --help' shows what can be written.");
        return ExitCode.Usage;
    }

    private static string Words(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{Words(parent)} {command.Command.Name}" : "kubedaq";
}
