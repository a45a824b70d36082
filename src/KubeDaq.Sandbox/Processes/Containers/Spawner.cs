using System.Collections.Concurrent;
using System.Diagnostics;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>
/// Starts processes from one thread that lives as long as the sandbox. Linux ties "end with your parent" to the parent's thread, not to its
/// process: a child started from a thread of the pool would die when the pool gives that thread up.
/// </summary>
internal sealed class Spawner : IDisposable
{
    private readonly BlockingCollection<Action> _starts = [];
    private readonly Thread _thread;

    public Spawner()
    {
        _thread = new Thread(Work) { IsBackground = true, Name = "spawner" };
        _thread.Start();
    }

    /// <summary>Starts a program with its output redirected and nothing on its input.</summary>
    public Task<Process> StartAsync(IReadOnlyList<string> command)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                started.SetResult(Start(command));
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _starts.CompleteAdding();
        _thread.Join();
        _starts.Dispose();
    }

    private static Process Start(IReadOnlyList<string> command)
    {
        var info = new ProcessStartInfo(command[0])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        info.Environment.Clear();
        foreach (var argument in command.Skip(1))
            info.ArgumentList.Add(argument);
        var process = Process.Start(info)!;
        process.StandardInput.Close();
        return process;
    }

    private void Work()
    {
        foreach (var start in _starts.GetConsumingEnumerable())
            start();
    }
}
