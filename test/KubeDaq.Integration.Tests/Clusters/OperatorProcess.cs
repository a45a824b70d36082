using System.Diagnostics;

namespace KubeDaq.Integration.Tests.Clusters;

/// <summary>An operator beside a cluster, which can be killed at any moment.</summary>
internal static class OperatorProcess
{
    /// <summary>Starts one without leader election; what it says goes to <paramref name="log"/>.</summary>
    public static Process Start(string kubeconfig, string log)
    {
        var process = Process.Start(Command.StartInfo(
            Executables.Kubedaq, ["operator", "--no-leader-election", "--metrics-port", "0"],
            new Dictionary<string, string> { ["KUBECONFIG"] = kubeconfig }))!;
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
