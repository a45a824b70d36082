using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>Runs containers as processes of the machine, each in its own mount and process namespace.</summary>
internal sealed class ContainerEngine(Tools tools, TimeProvider time) : IDisposable
{
    private const int MostExecOutput = 10 * 1024;

    private readonly Spawner _spawner = new();
    private readonly OutputPump _pump = new();
    private readonly bool _asRoot = Libc.EffectiveUser() == 0;

    /// <summary>Starts a container; returns when its application is being started.</summary>
    /// <exception cref="ContainerStartException">It could not be.</exception>
    public async Task<RunningContainer> StartAsync(ContainerSpec spec)
    {
        if (spec.Command.Count == 0)
            throw new ContainerStartException(ContainerStartException.CreateError, "failed to generate container spec: no command specified");
        if (new ExecutableSearch(spec.Mounts).Refuse(spec.Command[0], spec.Environment.GetValueOrDefault("PATH"), spec.WorkingFolder) is { } why)
            throw new ContainerStartException(ContainerStartException.StartError, why);
        var files = Prepare(spec);
        var process = await SpawnAsync(InitScript.CommandLine(tools, _asRoot, files));
        var log = new ContainerLog(spec.LogFile, time);
        var output = new ContainerOutput(log);
        var exited = EndAsync(process, output, log, spec.Folder);
        var start = await output.Start;
        if (start.Split(' ', 2) is [InitScript.Started, var number])
            return new(process, int.Parse(number), files.Root, spec, time.GetUtcNow(), exited);
        await exited;
        var text = start.StartsWith(InitScript.Failed, StringComparison.Ordinal) ? start[InitScript.Failed.Length..].Trim() : FirstLogLine(spec.LogFile);
        throw new ContainerStartException(ContainerStartException.CreateError, $"failed to create container namespaces: {text}");
    }

    /// <summary>Runs one more command in a container.</summary>
    /// <returns>Its exit code and the beginning of its output.</returns>
    public async Task<(int Code, string Output)> ExecAsync(RunningContainer container, IReadOnlyList<string> command, CancellationToken stop)
    {
        var spec = container.Spec;
        if (new ExecutableSearch(spec.Mounts).Refuse(command[0], spec.Environment.GetValueOrDefault("PATH"), spec.WorkingFolder) is { } why)
            return (126, why);
        var inside = InitScript.Inside(tools, container.Root, spec.WorkingFolder, spec.Environment, command);
        using var process = await _spawner.StartAsync(InitScript.ExecLine(tools, _asRoot, container.ProcessOne, inside));
        using var kill = stop.Register(() => _ = Libc.Kill(process.Id, Libc.SigKill));
        using var output = new MemoryStream();
        void Take(ReadOnlyMemory<byte> bytes) => output.Write(bytes.Span[..(int)Math.Min(bytes.Length, MostExecOutput - output.Length)]);
        await Task.WhenAll(_pump.ReadAsync(Pipe(process.StandardOutput), Take), _pump.ReadAsync(Pipe(process.StandardError), Take));
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        return (process.ExitCode, Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _spawner.Dispose();
        _pump.Dispose();
    }

    private async Task<Process> SpawnAsync(IReadOnlyList<string> command)
    {
        try
        {
            return await _spawner.StartAsync(command);
        }
        catch (Win32Exception exception)
        {
            throw new ContainerStartException(ContainerStartException.CreateError, $"failed to start the container's first process: {exception.Message}");
        }
    }

    private ContainerFiles Prepare(ContainerSpec spec)
    {
        if (spec.Mounts.FirstOrDefault(mount => !Path.Exists(mount.Source)) is { } missing)
            throw new ContainerStartException(ContainerStartException.CreateError, $"failed to mount \"{missing.Source}\" to \"{missing.Target}\": no such file or directory");
        try
        {
            var files = new ContainerFiles(spec.Folder);
            files.Write(tools, spec);
            return files;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ContainerStartException(ContainerStartException.CreateError, $"failed to make the container's root folder: {exception.Message}");
        }
    }

    private async Task<ContainerExit> EndAsync(Process process, ContainerOutput output, ContainerLog log, string folder)
    {
        var read = Task.WhenAll(
            _pump.ReadAsync(Pipe(process.StandardOutput), output.TakeOut),
            _pump.ReadAsync(Pipe(process.StandardError), output.TakeError));
        await process.WaitForExitAsync();
        await read;
        output.End();
        log.Dispose();
        var exit = new ContainerExit(process.ExitCode, time.GetUtcNow());
        FolderRemoval.TryDelete(folder);
        return exit;
    }

    private static PipeStream Pipe(StreamReader reader) => (PipeStream)reader.BaseStream;

    private static string FirstLogLine(string path) =>
        File.ReadLines(path).FirstOrDefault()?.Split(' ', 4)[^1] ?? "the namespaces could not be made; is util-linux's unshare allowed here?";
}
