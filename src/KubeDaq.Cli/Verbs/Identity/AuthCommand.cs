using System.CommandLine;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs.Identity;

/// <summary>How the cluster and other programs know people.</summary>
internal sealed class AuthCommand : Command
{
    public AuthCommand(Shell shell)
        : base("auth", "Make the API server know people, and give tokens to kubectl.")
    {
        Add(new AuthGenerateCommand(shell));
        Add(new AuthTokenCommand(shell));
    }
}
