using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;

namespace KubeDaq.Cli.Verbs;

/// <summary>Runs a small cluster on this machine until it is told to end.</summary>
internal sealed class SandboxCommand : Verb
{
    private readonly Option<string> _directory = new("--dir") { Description = "Where everything is kept.", DefaultValueFactory = _ => ".kubedaq" };
    private readonly Option<string?> _hosts = new("--hosts") { Description = "The YAML file of hosts and cards." };
    private readonly Option<int> _port = new("--port") { Description = "The port on 127.0.0.1; 0 for any free one.", DefaultValueFactory = _ => 0 };
    private readonly Option<bool> _bare = new("--bare") { Description = "Leave the operator out." };

    public SandboxCommand(Shell shell)
        : base(shell, "sandbox", "Run a small cluster on this machine, its pods as local processes")
    {
        Add(_directory);
        Add(_hosts);
        Add(_port);
        Add(_bare);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var options = new SandboxOptions
        {
            Directory = parsed.GetRequiredValue(_directory), HostsFile = parsed.GetValue(_hosts), Port = parsed.GetValue(_port), Bare = parsed.GetValue(_bare),
        };
        await using var server = await SandboxServer.StartAsync(options, Time, NullLoggerFactory.Instance, stop);
        await Terminal.Out.WriteLineAsync($"ready: KUBECONFIG={server.AdminKubeconfigPath}");
        await Terminal.Out.FlushAsync(stop);
        var asked = new TaskCompletionSource();
        await using var _ = stop.Register(asked.SetResult);
        await asked.Task;
        return ExitCode.Done;
    }
}
