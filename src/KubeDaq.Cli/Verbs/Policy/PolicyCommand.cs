using System.CommandLine;
using KubeDaq.Cli.Connecting;

namespace KubeDaq.Cli.Verbs.Policy;

/// <summary>What can be asked about host access.</summary>
internal sealed class PolicyCommand : Command
{
    public PolicyCommand(Shell shell)
        : base("policy", "Tell what pods may take from their hosts, who may use which policy, and convert older policies.")
    {
        Add(new ExplainCommand(shell));
        Add(new CheckCommand(shell));
        Add(new WhoCanCommand(shell));
        Add(new GrantCommand(shell));
        Add(new ConvertCommand(shell));
    }
}
