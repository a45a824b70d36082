using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KubeDaq.Bench.Clusters;

/// <summary>
/// A runtime for a process that takes another's time on the same machine: it compiles each method once, and hardly ever collects. Both have a core for
/// milliseconds, in which the other shall answer.
/// </summary>
internal static partial class QuietRuntime
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["DOTNET_TieredCompilation"] = "0",
        ["DOTNET_gcConcurrent"] = "0",
        ["DOTNET_GCgen0size"] = "8000000", // hexadecimal: 128 MiB
    };

    /// <summary>Returns in such a runtime: a process that has another one is begun anew, by execve(2).</summary>
    public static void Enter()
    {
        if (Settings.All(setting => Environment.GetEnvironmentVariable(setting.Key) == setting.Value))
            return;
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(one => (string)one.Key, one => (string?)one.Value);
        foreach (var (name, value) in Settings)
            environment[name] = value;
        var program = Environment.ProcessPath!;
        _ = Execute(program, [program, .. Environment.GetCommandLineArgs()[1..], null], [.. environment.Select(one => $"{one.Key}={one.Value}"), null]);
        throw new BenchFailure($"{program} cannot be started anew: error {Marshal.GetLastPInvokeError()}");
    }

    /// <summary>What is measured, and what helps, runs as everywhere.</summary>
    public static void LeaveTo(ProcessStartInfo start)
    {
        foreach (var name in Settings.Keys)
            start.Environment.Remove(name);
    }

    [LibraryImport("libc", EntryPoint = "execve", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments, string?[] environment);
}
