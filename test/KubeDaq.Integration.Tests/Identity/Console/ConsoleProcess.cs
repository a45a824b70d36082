using System.Diagnostics;
using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity.Console;

/// <summary>A web console as its operator starts it: its own process, ended by SIGTERM.</summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private const string Ready = "ready: ";
    private readonly Process _process;
    private readonly List<string> _said = [];

    private ConsoleProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where browsers find it.</summary>
    public Uri Address { get; }

    /// <summary>All that it has said.</summary>
    public string Said
    {
        get
        {
            lock (_said) return string.Join('\n', _said);
        }
    }

    public static async Task<ConsoleProcess> StartAsync(params string[] options)
    {
        var process = Process.Start(Command.StartInfo(Executables.Console, [.. options, "--verbose"], new Dictionary<string, string> { ["KUBECONFIG"] = "", ["KUBERNETES_SERVICE_HOST"] = "" }))!;
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        if (await process.StandardOutput.ReadLineAsync(deadline.Token) is not { } line || !line.StartsWith(Ready, StringComparison.Ordinal))
            throw new InvalidOperationException($"the console did not start: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
        var console = new ConsoleProcess(process, new(line[Ready.Length..]));
        _ = console.DrainAsync(process.StandardOutput);
        _ = console.DrainAsync(process.StandardError);
        return console;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Command.RunAsync("kill", ["-TERM", $"{_process.Id}"]);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await _process.WaitForExitAsync(deadline.Token);
        _process.Dispose();
    }

    private async Task DrainAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_said) _said.Add(line);
        }
    }
}
