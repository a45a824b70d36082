using System.CommandLine;
using KubeDaq.Cluster.Connections;
using KubeDaq.Console.Configuration;
using KubeDaq.Console.Web;

namespace KubeDaq.Console;

/// <summary>The command <c>kubedaq-console</c>: its options, and how it ends.</summary>
internal static class ConsoleCommand
{
    private const int Done = 0;
    private const int Error = 1;
    private const int Usage = 64;

    private static readonly Option<string?> Config = new("--config") { Description = "The configuration; docs/console.md tells its fields.", HelpName = "file" };
    private static readonly Option<string?> Sandbox = new("--sandbox") { Description = "Instead: serve a sandbox on this machine that runs with --identity, over plain HTTP on loopback.", HelpName = "folder" };
    private static readonly Option<string?> Listen = new("--listen") { Description = "Another address and port to listen on, as in 127.0.0.1:8088; port 0 takes a free one.", HelpName = "address" };
    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Log each sign-in, renewal and refusal in detail; never a token." };

    /// <summary>Serves until it is ended.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TimeProvider time)
    {
        var root = new RootCommand("The web console of KubeDaq: people sign in at their laboratory and work under their own names.") { Config, Sandbox, Listen, Verbose };
        root.SetAction((parsed, stop) => ServeAsync(parsed, time, stop));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Complain(Usage, [.. parsed.Errors.Select(error => error.Message), "'kubedaq-console --help' shows what can be written."]);
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is ConfigurationException or ClusterException or IOException)
        {
            return Complain(Error, [e.Message]);
        }
    }

    private static async Task<int> ServeAsync(ParseResult parsed, TimeProvider time, CancellationToken stop)
    {
        var (config, sandbox) = (parsed.GetValue(Config), parsed.GetValue(Sandbox));
        if ((config is null) == (sandbox is null))
            return Complain(Usage, ["say either --config FILE or --sandbox FOLDER"]);
        var options = config is not null ? ConfigurationReading.Load(config) : SandboxConfiguration.Of(sandbox!);
        if (parsed.GetValue(Listen) is { } text)
            options = options with { Listen = Elsewhere(options, text) };
        await using var server = await ConsoleServer.StartAsync(options, parsed.GetValue(Verbose) ? LogLevel.Debug : LogLevel.Information, time, stop);
        System.Console.WriteLine($"ready: {server.Address}");
        await ConsoleServer.UntilStoppedAsync(stop);
        return Done;
    }

    private static ListenAddress Elsewhere(ConsoleOptions options, string text)
    {
        var listen = Listening.Parse(text) ?? throw new ConfigurationException($"--listen: \"{text}\" is no address and port; write it as 127.0.0.1:8088");
        if (options.Tls is null && !listen.IsLoopback)
            throw new ConfigurationException($"--listen: without TLS the console listens on a loopback address only, and {listen.Address} is none; give it 'tls:' in its configuration");
        return options.Address is null && !listen.IsLoopback
            ? throw new ConfigurationException("--listen: say in the configuration's 'address' where browsers find the console")
            : listen;
    }

    private static int Complain(int code, IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            System.Console.Error.WriteLine($"error: {problem}");
        return code;
    }
}
