using System.Diagnostics;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>An operator beside a cluster, which can be killed at any moment.</summary>
internal static class OperatorProcess
{
    /// <summary>Starts one without leader election; what it says goes to <paramref name="log"/>.</summary>
    public static Process Start(string kubeconfig, string log, params string[] options)
    {
        var process = Process.Start(Command.StartInfo(
            Executables.Kubedaq, ["operator", "--no-leader-election", "--metrics-port", "0", .. options],
            // A process that is killed leaves its debugger pipes behind in the temporary folder.
            new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig, ["DOTNET_EnableDiagnostics"] = "0" }))!;
        process.StandardInput.Close();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (log) File.AppendAllText(log, line.Data + "\n");
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}
