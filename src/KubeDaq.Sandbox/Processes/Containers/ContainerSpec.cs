namespace KubeDaq.Sandbox.Processes.Containers;

/// <summary>All that is needed to run a container once.</summary>
internal sealed record ContainerSpec
{
    /// <summary>An own folder, which is made and in the end removed: the root's skeleton and the list of mounts.</summary>
    public required string Folder { get; init; }

    /// <summary>The program and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>The whole environment.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder it starts in.</summary>
    public string WorkingFolder { get; init; } = "/";

    /// <summary>Volumes and devices.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>The log file.</summary>
    public required string LogFile { get; init; }
}

/// <summary>How a container ended.</summary>
/// <param name="Code">The exit code; 128 and the signal's number where a signal ended it.</param>
/// <param name="At">When.</param>
internal sealed record ContainerExit(int Code, DateTimeOffset At);

/// <summary>A container could not be started, as a kubelet and its container engine would say it.</summary>
/// <param name="reason">StartError, or a reason to be shown as waiting for.</param>
/// <param name="message">The engine's sentence.</param>
internal sealed class ContainerStartException(string reason, string message) : Exception(message)
{
    /// <summary>The container was made, its program could not be started: it has ended with code 128.</summary>
    public const string StartError = "StartError";

    /// <summary>The container could not be made.</summary>
    public const string CreateError = "CreateContainerError";

    /// <summary>What it refers to is missing or wrong.</summary>
    public const string ConfigError = "CreateContainerConfigError";

    /// <summary>The reason, one CamelCase word.</summary>
    public string Reason { get; } = reason;
}
