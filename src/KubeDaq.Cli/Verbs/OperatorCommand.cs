using System.CommandLine;
using System.CommandLine.Parsing;
using KubeDaq.Api.HostAccess;
using KubeDaq.Api.Planning;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Hosting;
using KubeDaq.Cluster.Connections;
using KubeDaq.Operator;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cli.Verbs;

/// <summary>Runs the operator: in a pod of the cluster, or beside it with a kubeconfig.</summary>
internal sealed class OperatorCommand : Verb
{
    private readonly Shell _shell;
    private readonly Option<bool> _alone = new("--no-leader-election") { Description = "Work without being elected; several may then work at once, which is safe but wasteful." };
    private readonly Option<int> _port = new("--metrics-port") { Description = "The port of /healthz, /readyz and /metrics; 0 takes any free one.", HelpName = "number", DefaultValueFactory = _ => 8080 };
    private readonly Option<string> _address = new("--metrics-address") { Description = "The address that these are served on.", HelpName = "address", DefaultValueFactory = _ => "0.0.0.0" };
    private readonly Option<PortRange> _ports = new("--host-ports")
    {
        Description = "The host ports that may be allotted, as in 30000-32000.",
        HelpName = "range",
        DefaultValueFactory = _ => PortRange.Default,
        CustomParser = ReadRange,
    };

    private readonly Option<HostAccessMode> _mode = new("--host-access-mode")
    {
        Description = "What happens in governed namespaces to a pod that no HostAccessPolicy admits: Deny, Warn or Audit.",
        HelpName = "mode",
        DefaultValueFactory = _ => HostAccessMode.Deny,
        CustomParser = ReadMode,
    };

    public OperatorCommand(Shell shell)
        : base(shell, "operator", "Run the operator, which starts and stops partitions; in a pod, or beside a cluster.")
    {
        _shell = shell;
        Add(_alone);
        Add(_port);
        Add(_address);
        Add(_ports);
        Add(_mode);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        using var loggers = ProgramLog.Make(LogLevel.Information);
        var options = new OperatorOptions
        {
            LeaderElection = !parsed.GetValue(_alone),
            MetricsPort = parsed.GetValue(_port),
            MetricsAddress = parsed.GetValue(_address)!,
            HostPorts = parsed.GetValue(_ports),
            HostAccessMode = parsed.GetValue(_mode),
        };
        var access = Credentials.Find(parsed.GetValue(_shell.Options.Kubeconfig), parsed.GetValue(_shell.Options.Context));
        try
        {
            await OperatorProgram.RunAsync(options, access, loggers, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to end, which it has.
        }

        return ExitCode.Done;
    }

    private static HostAccessMode ReadMode(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        foreach (var mode in Enum.GetValues<HostAccessMode>())
        {
            if (string.Equals(mode.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return mode;
        }

        result.AddError($"\"{text}\" is no way to treat pods that no policy admits; write Deny, Warn or Audit");
        return default;
    }

    private static PortRange ReadRange(ArgumentResult result)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        if (text.Split('-') is [var low, var high] && ushort.TryParse(low, out var min) && ushort.TryParse(high, out var max) && min > 0 && min <= max)
            return new PortRange(min, max);
        result.AddError($"\"{text}\" is no range of ports; write it as 30000-32000");
        return default;
    }
}
