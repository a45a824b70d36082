using KubeDaq.Sandbox.IdentityProvider;

namespace KubeDaq.Sandbox;

/// <summary>How a sandbox is started.</summary>
public sealed record SandboxOptions
{
    /// <summary>Everything that the sandbox writes is under this directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The YAML file of hosts and cards; null for the small test stand that is built in.</summary>
    public string? HostsFile { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether the operator is left out.</summary>
    public bool Bare { get; init; }

    /// <summary>Whether objects are kept under <see cref="Directory"/> and come back at the next start.</summary>
    public bool KeepState { get; init; } = true;

    /// <summary>Whether the hosts' cards are offered by agents, which register with their kubelets, and not by the hosts themselves.</summary>
    public bool CardsByAgents { get; init; }

    /// <summary>Folders of programs that pods find by name, in front of the machine's PATH.</summary>
    public IReadOnlyList<string> ProgramFolders { get; init; } = [];

    /// <summary>The identity provider for development; null for none.</summary>
    public IdentityOptions? Identity { get; init; }

    /// <summary>The file that says whose people the cluster knows, an AuthenticationConfiguration as an API server takes it; null for nobody.</summary>
    public string? AuthenticationConfiguration { get; init; }
}
