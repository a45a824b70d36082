using System.CommandLine;
using KubeDaq.Cli.Terminals;
using KubeDaq.Cluster.Connections;

namespace KubeDaq.Cli.Connecting;

/// <summary>What every verb works with.</summary>
internal sealed class Shell(Terminal terminal, TimeProvider time)
{
    public Terminal Terminal => terminal;

    public TimeProvider Time => time;

    public ConnectionOptions Options { get; } = new();

    /// <summary>Opens the cluster that the command line or the environment names.</summary>
    public Session Connect(ParseResult parsed)
    {
        var access = Credentials.Find(parsed.GetValue(Options.Kubeconfig), parsed.GetValue(Options.Context));
        return new Session(new ClusterConnection(access, time), parsed.GetValue(Options.Namespace) ?? access.Namespace, terminal, time);
    }
}

/// <summary>The options that name a cluster, as in kubectl.</summary>
internal sealed class ConnectionOptions
{
    public Option<string?> Kubeconfig { get; } = new("--kubeconfig")
    {
        Description = "The kubeconfig file to use instead of those that KUBECONFIG names.",
        HelpName = "file",
        Recursive = true,
    };

    public Option<string?> Context { get; } = new("--context")
    {
        Description = "The kubeconfig's context to use instead of its current one.",
        HelpName = "name",
        Recursive = true,
    };

    public Option<string?> Namespace { get; } = new("--namespace", "-n")
    {
        Description = "The namespace; without it the context's.",
        HelpName = "name",
        Recursive = true,
    };

    public IEnumerable<Option> All => [Kubeconfig, Context, Namespace];
}
