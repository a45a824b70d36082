using System.Diagnostics;

namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>A container that was started; its whole tree of processes ends with its first one.</summary>
internal sealed class RunningContainer(Process process, int processOne, string root, ContainerSpec spec, DateTimeOffset startedAt, Task<ContainerExit> exited)
{
    /// <summary>What was started.</summary>
    public ContainerSpec Spec { get; } = spec;

    /// <summary>An identity as container engines give it.</summary>
    public string Id { get; } = "sandbox://" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()) + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray());

    /// <summary>When.</summary>
    public DateTimeOffset StartedAt { get; } = startedAt;

    /// <summary>The number of its first process on the machine.</summary>
    public int ProcessOne { get; } = processOne;

    /// <summary>Its root folder.</summary>
    public string Root { get; } = root;

    /// <summary>Ends when no process of it lives any more and its log is complete.</summary>
    public Task<ContainerExit> Exited { get; } = exited;

    /// <summary>Asks the application to end.</summary>
    public void Terminate() => Signal(Libc.SigTerm);

    /// <summary>Ends all of its processes at once: process 1 kills the application and ends, and the rest goes with it.</summary>
    public void Kill() => Signal(Libc.SigUser1);

    // The wrapper on the machine is ours and lives as long as process 1 does, so the number cannot belong to somebody else meanwhile.
    private void Signal(int signal)
    {
        if (!process.HasExited)
            _ = Libc.Kill(ProcessOne, signal);
    }
}
