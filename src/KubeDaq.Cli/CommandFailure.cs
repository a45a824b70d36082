namespace KubeDaq.Cli;

/// <summary>Ends the command with a message for its user: what is wrong and what to do.</summary>
internal sealed class CommandFailure(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;
}
