using System.CommandLine;
using KubeDaq.Cli.Connecting;
using KubeDaq.Cli.Hosting;
using KubeDaq.Cli.Hosting.Agents;
using KubeDaq.Sandbox;
using Microsoft.Extensions.Logging;

namespace KubeDaq.Cli.Verbs;

/// <summary>Runs a whole cluster in this process: API server, simulated hosts and, as a pod, the operator.</summary>
internal sealed class SandboxCommand : Verb
{
    private readonly Option<string> _directory = new("--dir") { Description = "Where all its files are.", HelpName = "directory", DefaultValueFactory = _ => ".kubedaq" };
    private readonly Option<string?> _hosts = new("--hosts") { Description = "The YAML file of hosts and cards; without it a small test stand of three hosts.", HelpName = "file" };
    private readonly Option<int> _port = new("--port") { Description = "The port on 127.0.0.1; 0 takes any free one.", HelpName = "number" };
    private readonly Option<bool> _bare = new("--bare") { Description = "Without the operator; the resource definitions and roles are there." };
    private readonly Option<bool> _forget = new("--forget") { Description = "Begin empty and keep no objects for the next start." };
    private readonly Option<bool> _identity = new("--identity") { Description = "With an identity provider for development, which stands for CERN and Fermilab: try 'kubedaq login'." };
    private readonly Option<string?> _people = new("--authentication-config") { Description = "Know the people of this AuthenticationConfiguration, as kube-apiserver would.", HelpName = "file" };
    private readonly Option<bool> _verbose = new("--verbose") { Description = "Log what it does, to stderr." };

    public SandboxCommand(Shell shell)
        : base(shell, "sandbox", "Run a whole cluster on this machine, with pods as local processes; ends with Ctrl-C.")
    {
        Add(_directory);
        Add(_hosts);
        Add(_port);
        Add(_bare);
        Add(_forget);
        Add(_identity);
        Add(_people);
        Add(_verbose);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var directory = Path.GetFullPath(parsed.GetValue(_directory)!);
        using var held = DirectoryLock.Take(directory);
        using var loggers = ProgramLog.Make(parsed.GetValue(_verbose) ? LogLevel.Information : LogLevel.Warning);
        var options = new SandboxOptions
        {
            Directory = directory,
            HostsFile = parsed.GetValue(_hosts),
            Port = parsed.GetValue(_port),
            Bare = parsed.GetValue(_bare),
            KeepState = !parsed.GetValue(_forget),
            CardsByAgents = true,
            ProgramFolders = ProgramFolders.All,
            Identity = parsed.GetValue(_identity) ? new() : null,
            AuthenticationConfiguration = parsed.GetValue(_people),
        };
        await using var sandbox = await SandboxServer.StartAsync(options, Time, loggers, stop);
        var starting = SandboxAgents.StartAsync(sandbox.Hosts, sandbox.Objects, Time, loggers, stop);
        await new SandboxDeployment(sandbox.Objects).ApplyAsync(withOperator: !options.Bare, stop);
        await using var agents = await starting;
        if (options.Identity is not null)
            await Terminal.Out.WriteLineAsync($"for development: sign in with 'kubedaq login --site {directory}/identity/site.yaml', as viewer, shifter, expert or administrator; the password is in {directory}/identity/password");
        await Terminal.Out.WriteLineAsync($"ready: KUBECONFIG={sandbox.AdminKubeconfigPath}");
        await Terminal.Out.FlushAsync(stop);
        try
        {
            // Ends by itself only when a part of it has failed, and then with what failed.
            await sandbox.Completion.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C and SIGTERM are how a sandbox is ended.
        }

        return ExitCode.Done;
    }
}
