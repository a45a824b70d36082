using KubeDaq.Cluster.Clients;
using KubeDaq.Cluster.Connections;
using KubeDaq.Sandbox.Hosts;
using KubeDaq.Sandbox.Identity.People;

namespace KubeDaq.Cli;

/// <summary>How an exception ends the command: one line and an exit code. Null for a mistake of the program, which shows where it is.</summary>
internal sealed record Ending(int ExitCode, string Message)
{
    public static Ending? Of(Exception e) => e switch
    {
        CommandFailure failure => new(failure.ExitCode, failure.Message),
        ApiException { IsNotFound: true, Status.Details.Name.Length: > 0 } => new(Cli.ExitCode.NotFound, e.Message),
        InvalidHostsFileException => new(Cli.ExitCode.Error, e.Message),
        InvalidAuthenticationConfigurationException => new(Cli.ExitCode.Error, e.Message),
        ClusterException => new(Cli.ExitCode.Error, e.Message),
        OperationCanceledException => new(Cli.ExitCode.Interrupted, ""),
        // A reader that has seen enough, as in "kubedaq get cards | head -1".
        IOException when e.Message.Contains("Broken pipe", StringComparison.Ordinal) => new(Cli.ExitCode.Done, ""),
        IOException or UnauthorizedAccessException => new(Cli.ExitCode.Error, e.Message),
        _ => null,
    };
}
