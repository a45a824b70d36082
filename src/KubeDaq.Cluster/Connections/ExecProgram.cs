using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using k8s.KubeConfigModels;

namespace KubeDaq.Cluster.Connections;

/// <summary>Runs a program of the kubeconfig that gives credentials; it may speak with the person on the terminal.</summary>
internal static class ExecProgram
{
    /// <summary>What it says on its output.</summary>
    /// <exception cref="CredentialsException">It cannot be run, or fails.</exception>
    public static async Task<string> RunAsync(ExternalExecution program, string origin, CancellationToken stop)
    {
        try
        {
            using var process = Process.Start(Start(program)) ?? throw new Win32Exception("it did not start");
            try
            {
                var said = await process.StandardOutput.ReadToEndAsync(stop);
                await process.WaitForExitAsync(stop);
                return process.ExitCode == 0
                    ? said
                    : throw new CredentialsException($"the program {program.Command} of {origin} gives no token (exit code {process.ExitCode}); what it says stands above");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
        catch (Win32Exception e)
        {
            var hint = string.IsNullOrEmpty(program.InstallHint) ? "" : $" {program.InstallHint}";
            throw new CredentialsException($"cannot run the program {program.Command} of {origin}: {e.Message}.{hint}", e);
        }
    }

    private static ProcessStartInfo Start(ExternalExecution program)
    {
        var start = new ProcessStartInfo(program.Command, program.Arguments ?? []) { RedirectStandardOutput = true };
        foreach (var variable in program.EnvironmentVariables ?? [])
            start.Environment[variable["name"]] = variable["value"];
        start.Environment["KUBERNETES_EXEC_INFO"] = new JsonObject
        {
            ["apiVersion"] = program.ApiVersion,
            ["kind"] = "ExecCredential",
            ["spec"] = new JsonObject { ["interactive"] = !Console.IsInputRedirected },
        }.ToJsonString();
        return start;
    }
}
