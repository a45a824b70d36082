using System.Diagnostics;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>Runs a program to its end, as a user would.</summary>
internal sealed record Command(int ExitCode, string Out, string Err)
{
    /// <summary>Both streams, for messages of failed asserts.</summary>
    public string All => $"exit code {ExitCode}\n{Out}{Err}";

    public static async Task<Command> RunAsync(
        string program, IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string>? environment = null,
        int seconds = 60)
    {
        using var process = Process.Start(StartInfo(program, arguments, environment))
            ?? throw new InvalidOperationException($"{program} did not start");
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        try
        {
            if (input is not null) await process.StandardInput.WriteAsync(input.AsMemory(), deadline.Token);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new Command(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end within {seconds} s");
        }
    }

    public static ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return start;
    }

    /// <summary>This, if it ended well; else the test fails with all that the program said.</summary>
    public Command Succeeded()
    {
        Assert.True(ExitCode == 0, All);
        return this;
    }
}
