using KubeDaq.Integration.Tests.Clusters;

namespace KubeDaq.Integration.Tests.Identity;

/// <summary>A sandbox with its identity provider and the bindings of examples/identity.</summary>
public sealed class IdentitySandbox : IAsyncLifetime
{
    private SandboxProcess? _sandbox;

    /// <summary>The administrator's kubeconfig.</summary>
    public string Kubeconfig => _sandbox!.Kubeconfig;

    /// <summary>Where site file, password and the rest are.</summary>
    public string Folder => Path.Combine(_sandbox!.Directory, "identity");

    /// <summary>The site file.</summary>
    public string Site => Path.Combine(Folder, "site.yaml");

    /// <summary>Its audit log.</summary>
    public string AuditLog => Path.Combine(_sandbox!.Directory, "audit.log");

    public async ValueTask InitializeAsync()
    {
        if (Executables.Kubectl is null)
            return;
        _sandbox = await SandboxProcess.StartAsync("--identity", "--forget", "--verbose");
        (await KubectlAsync("apply", "-f", Path.Combine(Executables.Root, "examples", "identity", "np04.yaml"))).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
            await _sandbox.DisposeAsync();
    }

    /// <summary>The URL of an issuer.</summary>
    internal string IssuerUrl(string name) =>
        File.ReadLines(Site).SkipWhile(line => line != $"- name: {name}").First(line => line.StartsWith("  url: ", StringComparison.Ordinal))["  url: ".Length..];

    /// <summary>Runs kubectl as administrator.</summary>
    internal Task<Command> KubectlAsync(params string[] arguments) =>
        Command.RunAsync(Executables.Kubectl!, arguments, environment: new Dictionary<string, string> { ["KUBECONFIG"] = Kubeconfig });

    /// <summary>All that the sandbox has said so far.</summary>
    internal string Log => _sandbox!.Said;
}
